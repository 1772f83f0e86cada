import { AppError, type ErrorCode } from '../../../../miniprogram/contract/errors'
import { notATicket, outcomeOf, refusalOf } from '../../../../miniprogram/staff/door/door-view'

const nowMs = Date.parse('2027-03-12T14:00:00+08:00')
const entry = { name: '周书恒', at: nowMs - 60_000, byName: '苏晓禾' }

describe('what a scan comes to', () => {
  it('is the name of who may come in', () => {
    const outcome = outcomeOf({ status: 'checkedIn', ...entry }, false, nowMs)
    expect(outcome).toMatchObject({ kind: 'in', heading: '签到成功', name: '周书恒' })
  })

  it('tells of a ticket used before, when that was and who scanned it', () => {
    const outcome = outcomeOf({ status: 'alreadyCheckedIn', ...entry }, false, nowMs)
    expect(outcome).toMatchObject({ kind: 'again', name: '周书恒' })
    expect(outcome.note).toBe('3月12日 周五 13:59 由 苏晓禾 签到，请核对是否本人')
  })

  it('does not accuse a guest whose first scan was lost on the way', () => {
    const outcome = outcomeOf({ status: 'alreadyCheckedIn', ...entry }, true, nowMs)
    expect(outcome.note).toContain('可能就是您方才那一次')
  })

  it.each<ErrorCode>(['TICKET_INVALID', 'TICKET_WAITING', 'INVALID_INPUT'])(
    'is a refusal with what to do: %s',
    (code) => {
      const outcome = refusalOf(new AppError(code))
      expect(outcome.kind).toBe('refused')
      expect(outcome.note).not.toBe('')
    },
  )

  it.each<ErrorCode>(['OFFLINE', 'BUSY', 'INTERNAL'])('is unknown, not refused, after %s', (code) => {
    expect(refusalOf(new AppError(code))).toMatchObject({ kind: 'unknown', heading: '没能确认' })
  })

  it('looks different for each kind, without any colour', () => {
    const outcomes = [
      outcomeOf({ status: 'checkedIn', ...entry }, false, nowMs),
      outcomeOf({ status: 'alreadyCheckedIn', ...entry }, false, nowMs),
      refusalOf(new AppError('TICKET_INVALID')),
      refusalOf(new AppError('OFFLINE')),
    ]
    expect(new Set(outcomes.map(({ icon }) => icon)).size).toBe(4)
    expect(new Set([...outcomes, notATicket].map(({ heading }) => heading)).size).toBe(5)
  })
})
