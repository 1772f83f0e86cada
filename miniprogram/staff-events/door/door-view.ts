/** What a volunteer sees at the door: how many are in, who came last, and what the last scan came to. */

import type { CheckInResult, DoorGuest, Party, ScanOutcome } from '../../contract/door'
import type { AppError, ErrorCode } from '../../contract/errors'
import type { Output } from '../../contract/index'
import { formatMoment, formatSpan, formatTime } from '../../utils/date'
import type { Failure } from '../../utils/failure'
import { partyText } from '../../utils/party'
import type { Conflict, KeptScan } from '../services/scan-queue'
import type { Judgement } from './judging'

interface Entry {
  readonly holderId: string
  readonly scanId: string
  readonly name: string
  readonly note: string
}

interface CategoryCount {
  readonly category: string
  readonly confirmed: number
  readonly checkedIn: number
}

export interface DoorView {
  readonly state: 'ready'
  readonly title: string
  readonly when: string
  readonly place: string
  readonly confirmed: number
  readonly checkedIn: number
  readonly percent: number
  readonly categories: readonly CategoryCount[]
  readonly latest: readonly Entry[]
}

export function doorView(
  { event, confirmed, checkedIn, byCategory, latest }: Output<'events.readDoor'>,
  nowMs: number,
): DoorView {
  return {
    state: 'ready',
    title: event.title,
    when: formatSpan(event.startsAt, event.endsAt, nowMs),
    place: event.place,
    confirmed,
    checkedIn,
    percent: confirmed > 0 ? Math.min(100, Math.round((checkedIn / confirmed) * 100)) : 0,
    categories: byCategory,
    latest: latest.map(({ holderId, scanId, name, party, at, byName, way }) => ({
      holderId,
      scanId,
      name,
      note: [
        formatTime(at),
        way === 'self' ? '自助签到' : `${byName} 签到`,
        ...(party.seats > 1 ? [`${party.seats} 人`] : []),
      ].join(' · '),
    })),
  }
}

/** A guest found by name or number. */
export interface FoundGuest {
  readonly holderId: string
  readonly name: string
  readonly note: string
  readonly isIn: boolean
}

export const foundGuest = ({ holderId, name, party, number, entered }: DoorGuest): FoundGuest => ({
  holderId,
  name,
  note: [number, partyText(party), ...(entered ? [`${formatTime(entered.at)} 已签到`] : [])]
    .filter((part) => part !== '')
    .join(' · '),
  isIn: entered !== undefined,
})

/** in: let in now · again: was in before · refused: not to be let in · unknown: nobody can tell yet. */
export interface Outcome {
  readonly kind: 'in' | 'again' | 'refused' | 'unknown'
  readonly icon: string
  readonly heading: string
  readonly name: string
  /** Who comes on the ticket: 3 人，含 2 位同行. */
  readonly party: string
  readonly note: string
  /** Judged by the phone alone; the server has the last word. */
  readonly isProvisional: boolean
}

const icons = { in: 'check', again: 'warning', refused: 'close', unknown: 'offline' } as const

const outcome = (
  kind: Outcome['kind'],
  heading: string,
  note: string,
  guest?: { readonly name: string; readonly party: Party },
): Outcome => ({
  kind,
  icon: icons[kind],
  heading,
  name: guest?.name ?? '',
  party: guest ? partyText(guest.party) : '',
  note,
  isProvisional: false,
})

/** The server's word about a scan. */
export function outcomeOf(result: CheckInResult, nowMs: number): Outcome {
  const { status, at, byName } = result
  const when = formatMoment(at, nowMs)
  if (status === 'checkedIn') return outcome('in', '签到成功', '请入场', result)
  if (status === 'undone')
    return outcome('refused', '这次签到已撤销', `${when} 由 ${byName} 撤销。如需入场请重新扫码`, result)
  const first = result.way === 'self' ? `${when} 自助签到` : `${when} 由 ${byName} 签到`
  return outcome('again', '此票已签到过', `${first}，请核对是否本人`, result)
}

/** The phone's own word, while the server cannot be reached. */
export function provisionalOutcome(judgement: Judgement, nowMs: number): Outcome {
  if (judgement.verdict === 'other') return notATicket
  const isProvisional = true
  if (judgement.verdict === 'missing')
    return {
      ...outcome('unknown', '名单里没有这张票', '可能刚刚报名，也可能已取消。已记下，联网后核对；请先问姓名'),
      isProvisional,
    }
  const { guest } = judgement
  if (judgement.verdict === 'in')
    return { ...outcome('in', '可以入场', '暂无网络，已记下，联网后自动上传', guest), isProvisional }
  const first = `${formatMoment(judgement.at, nowMs)} 由 ${judgement.byName} 签到`
  return { ...outcome('again', '此票已签到过', `${first}，请核对是否本人`, guest), isProvisional }
}

/** What the volunteer can do about a refusal. */
const advice: Readonly<Partial<Record<ErrorCode, string>>> = {
  TICKET_INVALID: '可能是别的活动的票、已取消的票，或票码不完整。请对方打开“我的票”再试一次',
  TICKET_WAITING: '请对方稍候，有空位后会自动转为已报名',
}

export const refusalOf = ({ code, message }: Pick<AppError, 'code' | 'message'>): Outcome =>
  outcome('refused', message, advice[code] ?? '')

/** A code of ours that opens a page, or something else entirely. */
export const notATicket: Outcome = outcome('refused', '这不是活动门票', '请对方打开“我的票”出示二维码')

/** What a volunteer must hear of a scan that was made without network; undefined when all is as it was thought. */
export function conflictOf(scan: KeptScan, outcome: ScanOutcome, nowMs: number): Conflict | undefined {
  const { scanId, scannedAt } = scan
  if (outcome.outcome === 'refused')
    return { scanId, scannedAt, name: scan.name || '未知来宾', note: `${outcome.message}，请找到本人核对` }
  if (outcome.status === 'checkedIn') return undefined
  const { name, byName, at } = outcome
  const act = outcome.status === 'undone' ? '撤销签到' : '签到'
  return { scanId, scannedAt, name, note: `${formatMoment(at, nowMs)} 已由 ${byName} ${act}` }
}

/** The page’s data. */
export interface DoorData {
  view: { readonly state: 'loading' } | DoorView | Failure
  /** What the last scan came to; null before the first. */
  outcome: Outcome | null
  words: string
  found: readonly FoundGuest[]
  /** What is being done; empty when nothing is. */
  busy: 'scanning' | 'checking' | ''
  /** Why the counts may be old; empty when they are not. */
  notice: string
  /** Scans that still have to be sent. */
  unsent: number
  conflicts: readonly Conflict[]
  undoing: { readonly holderId: string; readonly scanId: string; readonly name: string } | null
  reason: string
  reasonError: string
  isUndoing: boolean
}
