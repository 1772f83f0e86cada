/** What a reviewer does with rosters: puts a file together, tries it, imports it and takes it back, step by step. */
import type { RosterRow } from '../../cloudfunctions/domain/roster/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { RosterBatch } from '../../miniprogram/contract/roster'
import { fresh } from './lives'
import type { Phone, TestWorld } from './world'

export const rosterCollege = '计算机与人工智能学院'
export const rosterHeadings = ['姓名', '学院', '入学年份', '学历', '专业', '班级', '学号']

export interface RosterLine {
  readonly name: string
  readonly year?: string
  readonly college?: string
  readonly degree?: string
  readonly className?: string
  readonly number?: string
}

/** A line in the order of the headings. */
export const rosterCells = (line: RosterLine): string[] => [
  line.name,
  line.college ?? rosterCollege,
  line.year ?? '2003',
  line.degree ?? '本科',
  '软件工程',
  line.className ?? '',
  line.number ?? '',
]

export const rosterCsv = (lines: readonly RosterLine[]): Buffer =>
  Buffer.from([rosterHeadings, ...lines.map(rosterCells)].map((row) => row.join(',')).join('\r\n'))

export class RosterDesk {
  constructor(
    private readonly world: TestWorld,
    private readonly reviewer: Phone,
  ) {}

  /** Sends a file up as a phone does, and says what it is. */
  async begin(
    phone: Phone,
    bytes: Buffer,
    type = 'csv',
    attemptKey: string = fresh('try-'),
  ): Promise<string> {
    const path = `rosters/${personIdOf(phone.openid)}/${fresh('file-')}.${type}`
    const fileId = await this.world.cloud.storage.upload(path, bytes)
    const input = { attemptKey, bodyId: 'college-computing', fileId, fileName: `名册.${type}` }
    return (await phone.call('roster.begin', input)).batchId
  }

  /** Goes on until the batch rests. */
  async follow(phone: Phone, batchId: string): Promise<RosterBatch> {
    for (let step = 0; step < 100; step++) {
      const batch = await phone.call('roster.proceed', { batchId })
      if (['checked', 'imported', 'undone', 'failed', 'dropped'].includes(batch.state)) return batch
    }
    throw new Error('the batch never comes to rest')
  }

  async tryFile(bytes: Buffer, type = 'csv'): Promise<RosterBatch> {
    return this.follow(this.reviewer, await this.begin(this.reviewer, bytes, type))
  }

  async importFile(bytes: Buffer, type = 'csv'): Promise<RosterBatch> {
    const { batchId } = await this.tryFile(bytes, type)
    await this.reviewer.call('roster.import', { batchId })
    return this.follow(this.reviewer, batchId)
  }

  async undo(batchId: string): Promise<RosterBatch> {
    await this.reviewer.call('roster.undo', { batchId })
    return this.follow(this.reviewer, batchId)
  }

  async rowsNamed(name: string): Promise<RosterRow[]> {
    return (await this.world.cloud.database.find('rosterRows', { name })) as unknown as RosterRow[]
  }
}
