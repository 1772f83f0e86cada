/** The statement of a year: every gift of the caller that came and was kept, to read and to take along. */
import type { StatementRow } from '../../../../miniprogram/contract/giving-papers'
import { collect } from '../../../platform/cloud'
import { pageByTime } from '../../../platform/cursor'
import type { Handler, Handlers } from '../../../platform/serve'
import { writeExport } from '../../exports/writing'
import { everyGiftOf, type Gift } from '../records'
import { isKept } from '../rules'
import { thingsIn, titlesOf } from '../views'
import { cameAt, headings, tableOf, yearOf } from './rules'

const countedGifts = async (personId: string) => (await collect(everyGiftOf(personId))).filter(isKept)

async function rowsOf(gifts: readonly Gift[]): Promise<StatementRow[]> {
  const titles = await titlesOf(gifts)
  return gifts
    .map((gift) => ({
      orderNo: gift.orderNo,
      at: cameAt(gift).getTime(),
      way: gift.way,
      projectTitle: titles.get(gift.projectId) ?? '',
      amountFen: gift.keptFen,
      goods: thingsIn(gift),
    }))
    .sort((one, other) => one.at - other.at)
}

const read: Handler<'giving.readStatement'> = async ({ year: wanted, after }, { caller, now }) => {
  const gifts = await countedGifts(caller.personId)
  const years = [...new Set(gifts.map(yearOf))].sort((one, other) => other - one)
  const year = wanted ?? years[0] ?? yearOf({ receivedAt: now, createdAt: now })
  const ofYear = gifts.filter((gift) => yearOf(gift) === year)
  const { rows, next } = pageByTime(ofYear, cameAt, after)
  return {
    year,
    years,
    rows: await rowsOf(rows),
    next,
    gifts: ofYear.length,
    things: ofYear.filter(({ keptFen }) => keptFen === 0).length,
    totalFen: ofYear.reduce((sum, { keptFen }) => sum + keptFen, 0),
  }
}

const exportYear: Handler<'giving.exportStatement'> = async ({ year }, context) => {
  const gifts = await countedGifts(context.caller.personId)
  const rows = await rowsOf(gifts.filter((gift) => yearOf(gift) === year))
  const file = await writeExport(
    {
      action: 'giving.exportStatement',
      target: context.caller.personId,
      notes: { year, rows: rows.length },
      headings,
      rows: tableOf(rows),
    },
    context,
  )
  return { ...file, rows: rows.length }
}

export const stating: Pick<Handlers<'giving'>, 'giving.readStatement' | 'giving.exportStatement'> = {
  'giving.readStatement': read,
  'giving.exportStatement': exportYear,
}
