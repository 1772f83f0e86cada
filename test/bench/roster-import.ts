/** How long a reviewer waits for a roster of fifty thousand: from the file in the storage to the last row imported. */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { writeSpreadsheet } from '../../cloudfunctions/platform/spreadsheet-writer'
import { bodyIds, colleges } from '../../local/seed/bodies'
import { restingStates } from '../../miniprogram/contract/roster'
import type { Phone } from '../support/world'
import { Campus } from './campus'
import type { Figure } from './figure'
import { rounded } from './statistics'

const rows = 50_000
const headings = ['姓名', '学院', '入学年份', '学历', '专业', '班级', '学号']

const lineOf = (index: number): string[] => [
  `王${String.fromCodePoint(0x4e00 + (index % 5_000))}`,
  colleges[index % colleges.length]?.name ?? '',
  String(1980 + (index % 40)),
  '本科',
  '软件工程',
  `${(index % 40) + 1} 班`,
  `2003${String(index).padStart(8, '0')}`,
]

/** Steps until the batch rests; returns how many there were and the longest of them. */
async function follow(phone: Phone, batchId: string): Promise<{ state: string; longestMs: number }> {
  let longestMs = 0
  for (;;) {
    const startedAt = performance.now()
    const { state } = await phone.call('roster.proceed', { batchId })
    longestMs = Math.max(longestMs, performance.now() - startedAt)
    if (restingStates.includes(state)) return { state, longestMs }
  }
}

export async function* run(): AsyncGenerator<Figure> {
  const bytes = await writeSpreadsheet(
    headings,
    Array.from({ length: rows }, (_, index) => lineOf(index)),
  )
  const measured = await Campus.open(async (campus) => {
    const phone = campus.persona('administrator')
    const path = `rosters/${personIdOf(phone.openid)}/bench.xlsx`
    const fileId = await campus.cloud.storage.upload(path, bytes)
    const startedAt = performance.now()
    const own = { attemptKey: 'bench', bodyId: bodyIds.university, fileId, fileName: 'bench.xlsx' }
    const { batchId } = await phone.call('roster.begin', own)
    const tried = await follow(phone, batchId)
    await phone.call('roster.import', { batchId })
    const imported = await follow(phone, batchId)
    const seconds = (performance.now() - startedAt) / 1000
    const { counts } = await phone.call('roster.read', { batchId })
    if (imported.state !== 'imported' || counts.new !== rows)
      throw new Error(`${counts.new} of ${rows} rows were imported`)
    return { seconds, longestMs: Math.max(tried.longestMs, imported.longestMs) }
  })
  yield {
    name: 'alumni.rosterImport.50000.seconds',
    value: rounded(measured.seconds),
    unit: 'seconds',
    n: rows,
  }
  yield {
    name: 'alumni.rosterImport.longestStep.seconds',
    value: rounded(measured.longestMs / 1000),
    unit: 'seconds',
    n: rows,
  }
}
