/** Exports: a spreadsheet of what staff may see of people anyway, behind a link that expires. */
import { AppError } from '../../../miniprogram/contract/errors'
import { exportedAtMost } from '../../../miniprogram/contract/people'
import { dayMs, hourMs } from '../../platform/clock'
import { deleteFiles, type Query, temporaryLink, uploadFile } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import { randomId } from '../../platform/ids'
import type { Handler } from '../../platform/serve'
import { writeSpreadsheet } from '../../platform/spreadsheet-writer'
import type { Person } from '../alumni/records'
import { insertAudit } from '../staff/records'
import { bodiesAsked } from './reach'
import {
  countPeople,
  forgetExportFile,
  insertExportFile,
  listExpiredExportFiles,
  listPeople,
  peopleOf,
} from './records'
import { describeProfiles, exportHeadings, exportRow } from './views'

/** How long the link is good, and how long the file is kept. */
const linkMs = hourMs
const fileMs = dayMs

/** As many as one answer of the database holds, but the one that tells whether there are more. */
const readAtOnce = 999

/** Everyone who fits, by name, some thousand to a round trip. */
async function* everyoneOf(query: Query): AsyncGenerator<readonly Person[]> {
  let after: string | undefined
  do {
    const found = await listPeople(query, { field: 'name', after, limit: readAtOnce + 1 })
    const { rows, next } = page(found, ({ name }) => name, readAtOnce)
    yield rows
    after = next
  } while (after !== undefined)
}

async function writeRows(query: Query): Promise<Buffer> {
  const rows: string[][] = []
  for await (const people of everyoneOf(query)) rows.push(...(await describeProfiles(people)).map(exportRow))
  return writeSpreadsheet(exportHeadings, rows)
}

/** Refused like what does not exist, if nobody within the caller's reach fits. */
export const exportPeople: Handler<'people.export'> = async (filter, { caller, now, requestId }) => {
  const { collegeId, entryYear, name, status } = filter
  const bodyIds = await bodiesAsked(caller, collegeId)
  const entryYears = entryYear === undefined ? undefined : { from: entryYear, to: entryYear }
  const query = peopleOf(bodyIds, { collegeId, entryYears, name, status })
  const people = await countPeople(query)
  if (people === 0) throw new AppError('NOT_FOUND')
  if (people > exportedAtMost) throw new AppError('EXPORT_TOO_LARGE')
  // The trail first, and the file's name before the file: whatever is cut off, it is known and will be erased.
  await insertAudit({
    _id: requestId,
    at: now,
    action: 'people.export',
    actorId: caller.personId,
    target: bodyIds,
    notes: { ...filter, people },
  })
  const path = `exports/${randomId()}.xlsx`
  const expiresAt = new Date(now.getTime() + fileMs)
  await insertExportFile({ _id: requestId, path, byPersonId: caller.personId, expiresAt })
  const fileId = await uploadFile(path, await writeRows(query))
  return {
    url: await temporaryLink(fileId, linkMs / 1000),
    expiresAt: now.getTime() + linkMs,
    people,
  }
}

/** Erases spreadsheets that were kept long enough. */
export async function forgetExports(now: Date): Promise<void> {
  for (const { _id, path } of await listExpiredExportFiles(now)) {
    // The storage tells a file's id only when it is written: so it is overwritten with nothing, then removed.
    await deleteFiles([await uploadFile(path, Buffer.from(' '))])
    await forgetExportFile(_id)
  }
}
