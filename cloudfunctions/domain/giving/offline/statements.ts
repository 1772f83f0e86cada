/** Statements of the bank: read, kept line by line, and matched with the gifts that they are the receipts of. */
import { AppError } from '../../../../miniprogram/contract/errors'
import { statementFolder } from '../../../../miniprogram/contract/giving-offline'
import { deleteFiles, environmentId } from '../../../platform/cloud'
import { page } from '../../../platform/cursor'
import { derivedId } from '../../../platform/ids'
import type { Handler, Handlers } from '../../../platform/serve'
import { readTable } from '../../../platform/spreadsheet-reader'
import { fetchUpload } from '../../../platform/uploads'
import { receiptEntry } from '../../ledger/rules'
import { forKeepers } from '../../treasury/keepers'
import { type Gift, readGift } from '../records'
import { type Statement, type StatementLine, statementIn } from './bank-table'
import { enterGift } from './entries'
import {
  type BankRowRecord,
  insertBankRow,
  insertBankRows,
  listBankRows,
  newBankRows,
  proveGift,
  readBankRow,
  readKnownRows,
  receivePledge,
  settleBankRow,
} from './records'
import { decideMatch, referenceIn } from './rules'

const problemsTold = 20
const statementBytesAtMost = 10 * 1024 * 1024
const linesAtOnce = 500

/** The same line of the bank has the same id, by the bank's number or else by all that it says. */
const rowIdOf = ({ serial, at, amountFen, payer, memo }: StatementLine): string =>
  serial === ''
    ? derivedId('bank row', at.toISOString(), String(amountFen), payer, memo)
    : derivedId('bank row', serial, String(amountFen))

async function statementOf(fileId: string, personId: string): Promise<Statement> {
  const [, host = '', path = ''] = /^cloud:\/\/([^/]+)\/(.+)$/.exec(fileId) ?? []
  const isOwn = host.startsWith(`${environmentId()}.`) && path.startsWith(`${statementFolder(personId)}/`)
  if (!isOwn) throw new AppError('NOT_FOUND')
  const bytes = await fetchUpload(fileId, { kind: 'table', bytesAtMost: statementBytesAtMost })
  if (bytes === 'gone') throw new AppError('NOT_FOUND')
  if (bytes === 'unfit')
    throw new AppError('INVALID_INPUT', { message: '请选择 10 MB 以内的 .xlsx 或 .csv 文件' })
  const table = await readTable(bytes)
  const statement = 'problem' in table ? table : statementIn(table.rows)
  if ('problem' in statement) throw new AppError('INVALID_INPUT', { message: statement.problem })
  return statement
}

const importStatement: Handler<'giving.importStatement'> = async ({ fileId, isTrial }, { caller, now }) => {
  const { lines, outgoing, problems } = await statementOf(fileId, caller.personId)
  const rows = new Map(lines.map((line) => [rowIdOf(line), line]))
  let fresh = 0
  for (let first = 0; first < rows.size; first += linesAtOnce) {
    const chunk = [...rows].slice(first, first + linesAtOnce)
    const known = await readKnownRows(chunk.map(([id]) => id))
    const unknown = chunk
      .filter(([id]) => !known.has(id))
      .map(
        ([_id, line]): BankRowRecord => ({
          _id,
          ...line,
          state: 'new',
          giftId: '',
          reason: '',
          importedAt: now,
          byPersonId: caller.personId,
        }),
      )
    fresh += unknown.length
    if (!isTrial) await keepRows(unknown)
  }
  if (!isTrial) {
    await deleteFiles([fileId])
    await matchNewRows(now)
  }
  return { fresh, known: lines.length - fresh, outgoing, problems: problems.slice(0, problemsTold) }
}

/** The same file imported by two at once: what one has written already, the other finds there. */
async function keepRows(rows: readonly BankRowRecord[]): Promise<void> {
  if (rows.length === 0 || (await insertBankRows(rows)) === 'inserted') return
  for (const row of rows) await insertBankRow(row)
}

/** Matches lines that name a gift by its code; the others wait for staff. */
export async function matchNewRows(now: Date): Promise<void> {
  for (const row of await newBankRows.read(now)) {
    const reference = referenceIn(row.memo)
    const gift = reference === undefined ? undefined : await readGift(derivedId('gift', reference))
    if (!gift || !(await match(row, gift))) await settleBankRow(row._id, { state: 'open' })
  }
}

/** Makes a line the receipt of a gift, if it is one; the gift first, so that a repeat finds it done. */
async function match(row: BankRowRecord, gift: Gift): Promise<boolean> {
  const decision = decideMatch(row, gift)
  if (decision === 'differs') return false
  if (decision === 'proves' && !(await proveGift(gift._id, row._id))) return false
  if (decision === 'receives') {
    const unentered = receiptEntry(gift, row.amountFen, row.at)
    const receipt = { amountFen: row.amountFen, receivedAt: row.at, bankRowId: row._id, unentered }
    if (!(await receivePledge(gift._id, receipt))) return false
  }
  await enterGift(gift._id)
  await matchRow(row._id, gift._id)
  return true
}

export const matchRow = (rowId: string, giftId: string): Promise<boolean> =>
  settleBankRow(rowId, { state: 'matched', giftId })

/** A line that nobody decided about yet, of this sum. */
export async function usableRow(rowId: string, amountFen: number): Promise<BankRowRecord> {
  const row = await readBankRow(rowId)
  if (!row) throw new AppError('NOT_FOUND')
  if (row.amountFen !== amountFen) throw new AppError('BANK_ROW_DIFFERS')
  if (row.state !== 'new' && row.state !== 'open') throw new AppError('GIFT_CHANGED')
  return row
}

const listRows: Handler<'giving.listBankRows'> = async ({ state, after }) => {
  const { rows, next } = page(await listBankRows(state, after), ({ at }) => at)
  return {
    rows: rows.map(({ _id, at, amountFen, payer, memo, state: stands, reason }) => ({
      rowId: _id,
      at: at.getTime(),
      amountFen,
      payer,
      memo,
      state: stands,
      reason,
    })),
    next,
  }
}

const matchBankRow: Handler<'giving.matchBankRow'> = async ({ rowId, orderNo }) => {
  const [row, gift] = await Promise.all([readBankRow(rowId), readGift(derivedId('gift', orderNo))])
  if (!row || !gift || gift.way === 'wechat') throw new AppError('NOT_FOUND')
  if (row.state === 'matched' && row.giftId === gift._id) return { state: row.state }
  if (row.state !== 'new' && row.state !== 'open') throw new AppError('GIFT_CHANGED')
  if (!(await match(row, gift))) throw new AppError('BANK_ROW_DIFFERS')
  return { state: 'matched' }
}

const setAside: Handler<'giving.setAsideBankRow'> = async ({ rowId, reason }) => {
  const row = await readBankRow(rowId)
  if (!row) throw new AppError('NOT_FOUND')
  if (row.state !== 'aside' && !(await settleBankRow(rowId, { state: 'aside', reason })))
    throw new AppError('GIFT_CHANGED')
  return { state: 'aside' }
}

export const matching: Pick<
  Handlers<'giving'>,
  'giving.importStatement' | 'giving.listBankRows' | 'giving.matchBankRow' | 'giving.setAsideBankRow'
> = {
  'giving.importStatement': forKeepers(importStatement),
  'giving.listBankRows': forKeepers(listRows),
  'giving.matchBankRow': forKeepers(matchBankRow),
  'giving.setAsideBankRow': forKeepers(setAside),
}
