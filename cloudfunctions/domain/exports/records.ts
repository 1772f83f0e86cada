/** The spreadsheets that were written, and until when they are kept. */
import { Collection, command } from '../../platform/cloud'
import { Pile } from '../../platform/piles'

/** A written spreadsheet, kept in the cloud's storage until it expires. */
export interface ExportFile {
  readonly _id: string
  readonly path: string
  readonly byPersonId: string
  readonly expiresAt: Date
}

const exportFiles = new Collection<ExportFile>('exports')

export const insertExportFile = (file: ExportFile): Promise<'inserted' | 'exists'> => exportFiles.insert(file)
export const expiredExportFiles = new Pile(exportFiles, (now) => ({ expiresAt: command.lte(now) }))
export const forgetExportFile = (id: string): Promise<number> => exportFiles.remove({ _id: id })

/** The spreadsheets that a member of staff had written. */
export const everyExportFileBy = (personId: string): AsyncGenerator<ExportFile> =>
  exportFiles.every({ byPersonId: personId })
export const renameExporter = (personId: string, pseudonymId: string): Promise<number> =>
  exportFiles.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })
