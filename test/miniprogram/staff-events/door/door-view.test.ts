import type { CheckInResult } from '../../../../miniprogram/contract/door'
import { AppError, type ErrorCode } from '../../../../miniprogram/contract/errors'
import {
  conflictOf,
  notATicket,
  outcomeOf,
  provisionalOutcome,
  refusalOf,
} from '../../../../miniprogram/staff-events/door/door-view'

const nowMs = Date.parse('2027-03-12T14:00:00+08:00')
const entry: Omit<CheckInResult, 'status'> = {
  holderId: 'p',
  scanId: 's',
  name: '周书恒',
  party: { seats: 1, category: undefined },
  at: nowMs - 60_000,
  byName: '苏晓禾',
  way: 'ticket',
}
const guest = {
  holderId: 'p',
  name: '周书恒',
  party: entry.party,
  number: 'K7MQ4P',
  mark: 'm',
  entered: undefined,
}

describe('what a scan comes to', () => {
  it('is the name of who may come in, and how many with them', () => {
    const party = { seats: 3, category: '校友代表' }
    const outcome = outcomeOf({ status: 'checkedIn', ...entry, party }, nowMs)
    expect(outcome).toMatchObject({ kind: 'in', heading: '签到成功', name: '周书恒' })
    expect(outcome.party).toBe('校友代表 · 3 人，含 2 位同行')
  })

  it('tells of a ticket used before, when that was and who scanned it', () => {
    const outcome = outcomeOf({ status: 'alreadyCheckedIn', ...entry }, nowMs)
    expect(outcome).toMatchObject({ kind: 'again', name: '周书恒' })
    expect(outcome.note).toBe('3月12日 周五 13:59 由 苏晓禾 签到，请核对是否本人')
    const self = outcomeOf({ status: 'alreadyCheckedIn', ...entry, way: 'self' }, nowMs)
    expect(self.note).toContain('13:59 自助签到')
  })

  it('tells of a scan that was taken back by whom, and does not let in', () => {
    const outcome = outcomeOf({ status: 'undone', ...entry }, nowMs)
    expect(outcome).toMatchObject({ kind: 'refused', note: expect.stringContaining('由 苏晓禾 撤销') })
  })

  it.each<ErrorCode>(['TICKET_INVALID', 'TICKET_WAITING'])('is a refusal with what to do: %s', (code) => {
    const outcome = refusalOf(new AppError(code))
    expect(outcome.kind).toBe('refused')
    expect(outcome.note).not.toBe('')
  })

  it('without network is the phone’s own word, and says so', () => {
    const outcomes = [
      provisionalOutcome({ verdict: 'in', guest }, nowMs),
      provisionalOutcome({ verdict: 'again', guest, at: nowMs, byName: '本机' }, nowMs),
      provisionalOutcome({ verdict: 'missing' }, nowMs),
    ]
    expect(outcomes.map(({ kind }) => kind)).toEqual(['in', 'again', 'unknown'])
    expect(outcomes.every(({ isProvisional }) => isProvisional)).toBe(true)
    expect(provisionalOutcome({ verdict: 'other' }, nowMs)).toBe(notATicket)
  })

  it('looks different for each kind, without any colour', () => {
    const outcomes = [
      outcomeOf({ status: 'checkedIn', ...entry }, nowMs),
      outcomeOf({ status: 'alreadyCheckedIn', ...entry }, nowMs),
      refusalOf(new AppError('TICKET_INVALID')),
      provisionalOutcome({ verdict: 'missing' }, nowMs),
    ]
    expect(new Set(outcomes.map(({ icon }) => icon)).size).toBe(4)
    expect(new Set([...outcomes, notATicket].map(({ heading }) => heading)).size).toBe(5)
  })
})

describe('what has to be read of a scan made without network', () => {
  const scan = { scanId: 's', code: 'c', scannedAt: nowMs, name: '' }

  it('is nothing when all was as it was thought', () => {
    expect(conflictOf(scan, { outcome: 'known', status: 'checkedIn', ...entry }, nowMs)).toBeUndefined()
  })

  it('is who let the guest in elsewhere, and when', () => {
    const outcome = { outcome: 'known', status: 'alreadyCheckedIn', ...entry } as const
    expect(conflictOf(scan, outcome, nowMs)).toMatchObject({
      name: '周书恒',
      note: '3月12日 周五 13:59 已由 苏晓禾 签到',
    })
  })

  it('is why the ticket was none', () => {
    const outcome = {
      outcome: 'refused',
      scanId: 's',
      code: 'TICKET_INVALID',
      message: '无效的票码',
    } as const
    expect(conflictOf(scan, outcome, nowMs)).toMatchObject({
      name: '未知来宾',
      note: '无效的票码，请找到本人核对',
    })
  })
})
