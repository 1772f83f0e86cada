/** What is kept of a person as the page sets it: pairs beside each other, longer rows as a line and a note below. */
import type { Consent, DataSection, Farewell, MyData } from '../../contract/my-data'
import { formatDay, formatMoment } from '../../utils/date'

export interface ShownRow {
  readonly main: string
  /** Beside it, for a pair. */
  readonly value: string
  /** Below it, for a longer row. */
  readonly note: string
}

export interface ShownSection {
  readonly title: string
  readonly rows: readonly ShownRow[]
}

export interface MyDataView {
  readonly state: 'ready'
  readonly sections: readonly ShownSection[]
  /** The titles of what nothing is kept of. */
  readonly empty: string
  readonly consent: string
  /** Only what is necessary is kept already. */
  readonly isNarrowed: boolean
  /** When the record is erased; empty while nobody asked for it. */
  readonly erasesAt: string
  readonly holdsRoles: boolean
  readonly offline: boolean
}

const isTold = (row: readonly string[]) => row.slice(1).some((value) => value !== '')

function shownRow(columns: readonly string[], row: readonly string[]): ShownRow {
  const [main = '', ...values] = row
  if (columns.length === 2) return { main, value: values[0] ?? '', note: '' }
  const told = values.flatMap((value, place) => (value === '' ? [] : [`${columns[place + 1]} ${value}`]))
  return { main, value: '', note: told.join(' · ') }
}

/** A section without the lines that say nothing. */
const shownSection = ({ title, columns, rows }: DataSection): ShownSection => ({
  title,
  rows: rows.filter((row) => columns.length !== 2 || isTold(row)).map((row) => shownRow(columns, row)),
})

export function consentWords({ version, at, narrowedAt }: Consent, nowMs: number): string {
  const given = `您于 ${formatMoment(at, nowMs)} 同意了《隐私说明》${version} 版`
  return narrowedAt === undefined
    ? given
    : `${given}，并于 ${formatMoment(narrowedAt, nowMs)} 撤回了对非必要信息的同意`
}

const dayOf = (farewell: Farewell | undefined, nowMs: number) =>
  farewell ? formatDay(farewell.erasesAt, nowMs) : ''

export function myDataView({ sections, consent, farewell, holdsRoles }: MyData, nowMs: number): MyDataView {
  const shown = sections.map(shownSection)
  return {
    state: 'ready',
    sections: shown.filter(({ rows }) => rows.length > 0),
    empty: shown
      .filter(({ rows }) => rows.length === 0)
      .map(({ title }) => title)
      .join('、'),
    consent: consentWords(consent, nowMs),
    isNarrowed: consent.narrowedAt !== undefined,
    erasesAt: dayOf(farewell, nowMs),
    holdsRoles,
    offline: false,
  }
}

/** What happens when one leaves, said before it is asked for. */
export const farewellRules: readonly string[] = [
  '申请后立即对所有人隐藏。七天内可以随时撤回，撤回后公开范围仍是关闭的，由您重新打开。',
  '七天后清除姓名、教育经历、城市、单位等全部个人信息，以及与您微信的关联，不能恢复。',
  '尚未结束的活动报名自动取消，席位让给候补的校友；联系请求和组织成员身份一并删除。',
  '已参加的活动和已到账的捐赠按制度留存，姓名改为“已注销”，金额不变。',
  '有待支付或核对中的捐赠时，等结清后再清除。',
  '学校名册中与您对应的记录会解除关联，您以后可以重新登记。',
]

/** What is kept and what goes when only what is necessary stays. */
export const narrowingRules =
  '清除手机号、头像、所在城市、从事行业和工作单位，并关闭全部公开范围；姓名与教育经历用于认证，继续保留。'
