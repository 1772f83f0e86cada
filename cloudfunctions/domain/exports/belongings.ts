/** What exports keep of a person: that they had some written; the files themselves are gone within a day. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyExportFileBy, renameExporter } from './records'

export const exportBelongings = {
  async describe(personId) {
    const files = await collect(everyExportFileBy(personId))
    if (files.length === 0) return []
    return [
      {
        title: '导出的名单',
        columns: ['有效至'],
        rows: files.map(({ expiresAt }) => [campusTime(expiresAt)]),
      },
    ]
  },
  async erase(personId, pseudonymId) {
    await renameExporter(personId, pseudonymId)
  },
} satisfies Belongings
