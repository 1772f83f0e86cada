/** Exports: a spreadsheet of what staff may see of people anyway, behind a link that expires. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { Moment } from '../../../miniprogram/contract/fields'
import { exportedAtOnce } from '../../../miniprogram/contract/people'
import { dayMs, hourMs } from '../../platform/clock'
import { deleteFiles, type Query, temporaryLink, uploadFile } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import { randomId } from '../../platform/ids'
import type { Handler } from '../../platform/serve'
import { writeSpreadsheet } from '../../platform/spreadsheet-writer'
import { insertAudit } from '../staff/records'
import { bodiesAsked } from './reach'
import {
  forgetExportFile,
  insertExportFile,
  listExpiredExportFiles,
  listPeople,
  peopleOf,
  yearsBetween,
} from './records'
import { describeProfiles, exportHeadings, exportRow, profileFields } from './views'

/** How long the link is good, and how long the file is kept. */
const linkMs = hourMs
const fileMs = dayMs

const readAtOnce = 500

/** The rows of one spreadsheet, by name, and where the next one begins. */
async function readRows(
  query: Query,
  after: string | undefined,
): Promise<{ rows: readonly string[][]; next: string | undefined }> {
  const rows: string[][] = []
  let next = after
  do {
    const found = await listPeople(query, {
      field: 'name',
      after: next,
      limit: readAtOnce + 1,
      fields: profileFields,
    })
    const read = page(found, ({ name }) => name, readAtOnce)
    rows.push(...(await describeProfiles(read.rows)).map(exportRow))
    next = read.next
  } while (next !== undefined && rows.length < exportedAtOnce)
  return { rows, next }
}

/** Where nobody within the caller's reach fits, the answer is that of what does not exist. */
export const exportPeople: Handler<'people.export'> = async (input, { caller, now, requestId }) => {
  const { after, ...filter } = input
  const { collegeId, entryYearFrom, entryYearTo, name, status } = filter
  const bodyIds = await bodiesAsked(caller, collegeId)
  const entryYears = yearsBetween(entryYearFrom, entryYearTo)
  const { rows, next } = await readRows(peopleOf(bodyIds, { collegeId, entryYears, name, status }), after)
  if (rows.length === 0) throw new AppError('NOT_FOUND')
  // The trail first: whatever is cut off, it is known.
  await insertAudit({
    _id: requestId,
    at: now,
    action: 'people.export',
    actorId: caller.personId,
    target: bodyIds,
    notes: { ...filter, people: rows.length },
  })
  const file = await writeExport({ _id: requestId, byPersonId: caller.personId, now }, exportHeadings, rows)
  return { ...file, people: rows.length, next }
}

/** A spreadsheet behind a link that expires. The file's name comes before the file, so that it is erased in any case. */
export async function writeExport(
  { _id, byPersonId, now }: { readonly _id: string; readonly byPersonId: string; readonly now: Date },
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<{ readonly url: string; readonly expiresAt: Moment }> {
  const path = `exports/${randomId()}.xlsx`
  await insertExportFile({ _id, path, byPersonId, expiresAt: new Date(now.getTime() + fileMs) })
  const fileId = await uploadFile(path, await writeSpreadsheet(headings, rows))
  return { url: await temporaryLink(fileId, linkMs / 1000), expiresAt: now.getTime() + linkMs }
}

/** Erases spreadsheets that were kept long enough. */
export async function forgetExports(now: Date): Promise<void> {
  for (const { _id, path } of await listExpiredExportFiles(now)) {
    // The storage tells a file's id only when it is written: so it is overwritten with nothing, then removed.
    await deleteFiles([await uploadFile(path, Buffer.from(' '))])
    await forgetExportFile(_id)
  }
}
