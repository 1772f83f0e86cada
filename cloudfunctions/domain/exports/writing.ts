/** Writing a spreadsheet of what staff may see anyway: logged first, behind a link that expires, erased after a day. */
import type { ActionName } from '../../../miniprogram/contract/index'
import { dayMs, hourMs } from '../../platform/clock'
import { deleteFiles, temporaryLink, uploadFile } from '../../platform/cloud'
import { randomId } from '../../platform/ids'
import type { Context } from '../../platform/serve'
import { writeSpreadsheet } from '../../platform/spreadsheet-writer'
import { beginEntry } from '../trail/keeping'
import { expiredExportFiles, forgetExportFile, insertExportFile } from './records'

/** How long the link is good, and how long the file is kept. */
const linkMs = hourMs
const fileMs = dayMs

interface Table {
  readonly action: ActionName
  /** What it is a table of, for the trail. */
  readonly target: string | readonly string[]
  readonly notes: Readonly<Record<string, unknown>>
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Writes a table for the caller; returns the link to it and until when that is good. */
export async function writeExport(
  { action, target, notes, headings, rows }: Table,
  { caller, now, requestId }: Context,
): Promise<{ readonly url: string; readonly expiresAt: number }> {
  // The trail first, and the file's name before the file: whatever is cut off, it is known and will be erased.
  const entry = { _id: requestId, at: now, action, actorId: caller.personId, target, reason: '', notes }
  const witness = await beginEntry(entry, {})
  const path = `exports/${randomId()}.xlsx`
  const expiresAt = new Date(now.getTime() + fileMs)
  await insertExportFile({ _id: requestId, path, byPersonId: caller.personId, expiresAt })
  const fileId = await uploadFile(path, await writeSpreadsheet(headings, rows))
  const url = await temporaryLink(fileId, linkMs / 1000)
  await witness('done')
  return { url, expiresAt: now.getTime() + linkMs }
}

/** Erases spreadsheets that were kept long enough. */
export async function forgetExports(now: Date): Promise<void> {
  for (const { _id, path } of await expiredExportFiles.read(now)) {
    // The storage tells a file's id only when it is written: so it is overwritten with nothing, then removed.
    await deleteFiles([await uploadFile(path, Buffer.from(' '))])
    await forgetExportFile(_id)
  }
}
