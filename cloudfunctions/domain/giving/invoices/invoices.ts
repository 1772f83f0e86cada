/** Asking for the official receipt of a gift, issuing it or sending the request back, and telling the donor. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { InvoiceDetails } from '../../../../miniprogram/contract/giving-invoices'
import { dayMs } from '../../../platform/clock'
import { page } from '../../../platform/cursor'
import { derivedId } from '../../../platform/ids'
import { seal, unseal } from '../../../platform/sealing'
import type { Handler, Handlers } from '../../../platform/serve'
import { enqueue } from '../../messages/actions'
import { requireKeeper } from '../../treasury/keepers'
import { type Gift, readGift, readGifts, readProject } from '../records'
import { isKept } from '../rules'
import { thingsIn, titlesOf } from '../views'
import {
  askAgain,
  expiredInvoiceDetails,
  type Invoice,
  insertInvoice,
  listInvoices,
  markInvoiceTold,
  readInvoice,
  settleInvoice,
  untoldInvoices,
} from './records'

/** So long after a decision its details are kept: to send it once more, or to correct what was returned. */
const keptMs = 30 * dayMs

export const detailsOf = ({ _id, details }: Invoice): InvoiceDetails | undefined =>
  details === null ? undefined : JSON.parse(unseal('invoice', _id, details))

async function ownGift(orderNo: string, personId: string): Promise<Gift> {
  const gift = await readGift(derivedId('gift', orderNo))
  if (!gift || gift.personId !== personId) throw new AppError('NOT_FOUND')
  return gift
}

const ask: Handler<'giving.askInvoice'> = async ({ orderNo, ...told }, { caller, now }) => {
  const gift = await ownGift(orderNo, caller.personId)
  if (!isKept(gift)) throw new AppError('GIFT_CHANGED')
  const { payer, taxId = '', sendTo } = told
  const details = seal('invoice', gift._id, JSON.stringify({ payer, taxId, sendTo }))
  const inserted = await insertInvoice({
    _id: gift._id,
    orderNo,
    state: 'asked',
    details,
    number: '',
    reason: '',
    askedAt: now,
    revision: 1,
    untold: false,
    erasesAt: null,
  })
  if (inserted === 'inserted') return { state: 'asked' }
  const known = await readInvoice(gift._id)
  if (!known || known.state === 'issued' || !(await askAgain(known, details, now)))
    throw new AppError('GIFT_CHANGED')
  return { state: 'asked' }
}

const read: Handler<'giving.readInvoice'> = async ({ orderNo }, { caller }) => {
  const gift = await ownGift(orderNo, caller.personId)
  const [project, invoice] = await Promise.all([readProject(gift.projectId), readInvoice(gift._id)])
  return {
    projectTitle: project?.title ?? '',
    invoice: invoice && {
      state: invoice.state,
      details: detailsOf(invoice),
      number: invoice.number,
      reason: invoice.reason,
    },
  }
}

const list: Handler<'giving.listInvoices'> = async ({ state, after }, { caller }) => {
  await requireKeeper(caller)
  const { rows, next } = page(await listInvoices(state, after), ({ askedAt }) => askedAt)
  const gifts = await readGifts(rows.map(({ _id }) => _id))
  const titles = await titlesOf(gifts)
  const byId = new Map(gifts.map((gift) => [gift._id, gift]))
  return {
    invoices: rows.flatMap((invoice) => {
      const gift = byId.get(invoice._id)
      if (!gift) return []
      return {
        orderNo: invoice.orderNo,
        revision: invoice.revision,
        state: invoice.state,
        details: detailsOf(invoice),
        projectTitle: titles.get(gift.projectId) ?? '',
        amountFen: gift.keptFen,
        goods: thingsIn(gift),
        receivedAt: (gift.receivedAt ?? gift.createdAt).getTime(),
        askedAt: invoice.askedAt.getTime(),
        number: invoice.number,
        reason: invoice.reason,
      }
    }),
    next,
  }
}

const decide: Handler<'giving.decideInvoice'> = async (
  { orderNo, revision, decision, words },
  { caller, now },
) => {
  await requireKeeper(caller)
  const giftId = derivedId('gift', orderNo)
  const [gift, invoice] = await Promise.all([readGift(giftId), readInvoice(giftId)])
  if (!gift || !invoice) throw new AppError('NOT_FOUND')
  const decided =
    decision === 'issue'
      ? ({ state: 'issued', number: words, reason: '' } as const)
      : ({ state: 'returned', number: '', reason: words } as const)
  const { state, number, reason } = invoice
  const isAgain = state === decided.state && number === decided.number && reason === decided.reason
  if (isAgain && invoice.revision === revision) return { state }
  // What has gone back meanwhile is not receipted; it can still be sent back.
  const isDue = invoice.revision === revision && (decision === 'return' || isKept(gift))
  const erasesAt = new Date(now.getTime() + keptMs)
  if (!isDue || !(await settleInvoice(invoice, { ...decided, erasesAt }))) throw new AppError('GIFT_CHANGED')
  return { state: decided.state }
}

const wordsOf = ({ state, number, reason }: Invoice) =>
  state === 'issued' ? `您的捐赠票据已开具，票据号 ${number}` : `捐赠票据申请已退回：${reason}`

/** Tells donors what was decided about their requests. */
export async function tellInvoices(now: Date): Promise<void> {
  const untold = await untoldInvoices.read(now)
  const gifts = new Map((await readGifts(untold.map(({ _id }) => _id))).map((gift) => [gift._id, gift]))
  const titles = await titlesOf([...gifts.values()])
  for (const invoice of untold) {
    const gift = gifts.get(invoice._id)
    const message = {
      template: 'givingNews',
      title: titles.get(gift?.projectId ?? '') ?? '',
      words: wordsOf(invoice),
      at: now,
      page: `giving/invoice/invoice?orderNo=${invoice.orderNo}`,
    } as const
    const cause = `invoice:${invoice._id}:${invoice.revision}`
    if (gift) await enqueue({ cause, personId: gift.personId, message, now })
    await markInvoiceTold(invoice)
  }
}

/** Erases to whom and where, some time after it was decided. */
export async function eraseInvoiceDetails(now: Date): Promise<void> {
  await expiredInvoiceDetails.change(now, { details: null, erasesAt: null })
}

export const invoicing: Pick<
  Handlers<'giving'>,
  'giving.askInvoice' | 'giving.readInvoice' | 'giving.listInvoices' | 'giving.decideInvoice'
> = {
  'giving.askInvoice': ask,
  'giving.readInvoice': read,
  'giving.listInvoices': list,
  'giving.decideInvoice': decide,
}
