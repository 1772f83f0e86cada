import { parse } from '../../../../miniprogram/contract/fields'
import { contract } from '../../../../miniprogram/contract/index'
import {
  contentFrom,
  formFrom,
  newForm,
  withMoment,
} from '../../../../miniprogram/staff-events/utils/event-form'
import { clockOf, dateOf, momentFrom } from '../../../../miniprogram/utils/clock'

const nowMs = Date.parse('2027-03-05T23:30:20+08:00')
const at = (text: string) => Date.parse(`${text}+08:00`)
const problemsOf = (form: ReturnType<typeof newForm>) => {
  const parsed = parse(contract['events.create'].input, { draftKey: 'new', content: contentFrom(form) })
  return parsed.ok ? [] : Object.keys(parsed.fields)
}

describe('a new event', () => {
  const form = newForm(nowMs, 'host')

  it('is in a week at two in the afternoon; sign-up is open now and closes an hour before', () => {
    expect(form.startsAt).toBe(at('2027-03-12T14:00'))
    expect(form.endsAt).toBe(at('2027-03-12T16:00'))
    expect(form.signUpOpensAt).toBe(at('2027-03-05T23:30'))
    expect(form.signUpClosesAt).toBe(at('2027-03-12T13:00'))
  })

  it('lacks a name, and nothing else the phone can tell', () => {
    expect(problemsOf(form)).toEqual(['content.title'])
    expect(problemsOf({ ...form, title: '返校日', venue: { name: '南校门', address: '' } })).toEqual([])
  })
})

describe('the times of an event', () => {
  it('are read and set on the campus clock, wherever the phone is', () => {
    const lateEvening = at('2027-03-12T23:45')
    expect(dateOf(lateEvening)).toBe('2027-03-12')
    expect(clockOf(lateEvening)).toEqual({
      date: '2027-03-12',
      time: '23:45',
      day: '2027年3月12日 周五',
    })
    expect(momentFrom('2027-03-12', '23:45')).toBe(lateEvening)
  })

  it('follow the start: the end and the closing of sign-up keep their distance', () => {
    const moved = withMoment(newForm(nowMs, 'host'), 'startsAt', at('2027-04-01T09:00'))
    expect(moved.endsAt).toBe(at('2027-04-01T11:00'))
    expect(moved.signUpClosesAt).toBe(at('2027-04-01T08:00'))
    expect(moved.signUpOpensAt).toBe(at('2027-03-05T23:30'))
  })

  it('stand still when another one than the start is set', () => {
    const form = newForm(nowMs, 'host')
    const longer = withMoment(form, 'endsAt', at('2027-03-12T18:00'))
    expect(longer).toEqual({ ...form, endsAt: at('2027-03-12T18:00') })
  })
})

describe('the capacity as it is typed', () => {
  const form = { ...newForm(nowMs, 'host'), title: '返校日', venue: { name: '南校门', address: '' } }

  it('becomes a number, and comes back as it was', () => {
    const content = contentFrom({ ...form, capacity: ' 80 ' })
    expect(content.capacity).toBe(80)
    expect(formFrom(content).capacity).toBe('80')
  })

  it.each(['', '  ', '八十', '1.5', '0', '2001'])('is refused when it is “%s”', (capacity) => {
    expect(problemsOf({ ...form, capacity })).toEqual(['content.capacity'])
  })
})
