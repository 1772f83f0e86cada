import {
  capacityProblems,
  changesInWords,
  contentProblems,
  isEventPicture,
} from '../../../../../cloudfunctions/domain/events/publishing/rules'
import { type EventContent, plainContent } from '../../../../../miniprogram/contract/event-editing'

const at = (hour: number) => Date.UTC(2027, 9, 16, hour)
const content: EventContent = {
  ...plainContent,
  hostId: 'h',
  title: '返校日',
  venue: { name: '南校门', address: '' },
  startsAt: at(10),
  endsAt: at(12),
  signUpOpensAt: at(1),
  signUpClosesAt: at(9),
  capacity: 10,
}
const leaders = { categoryId: 'leaders', name: '单位负责人', capacity: 4, givenBy: 'staff' as const }
const choice = {
  questionId: 'q',
  kind: 'choice' as const,
  label: '午餐',
  isRequired: true,
  options: ['荤', '素'],
}

describe('an event', () => {
  test.each<[string, Partial<EventContent>, string[] | undefined]>([
    ['fits', {}, undefined],
    ['must not end before it starts', { endsAt: at(10) }, ['endsAt']],
    ['must not close before opening', { signUpClosesAt: at(1) }, ['signUpClosesAt']],
    ['must not close after it is over', { signUpClosesAt: at(13) }, ['signUpClosesAt']],
    ['takes no seat back after it is over', { cancelsUntil: at(13) }, ['cancelsUntil']],
    ['takes place somewhere', { venue: { name: '', address: '' } }, ['venue.name']],
    [
      'may take place online alone',
      { venue: { name: '', address: '' }, meeting: { platform: 'm', code: '1' } },
      undefined,
    ],
    ['for bodies names them', { admission: 'bodies' }, ['admittedBodyIds']],
    ['has more seats than one party takes', { capacity: 2, companionsAtMost: 2 }, ['companionsAtMost']],
    ['gives no category more than there is', { categories: [{ ...leaders, capacity: 11 }] }, ['categories']],
    [
      'names each category once',
      { categories: [leaders, { ...leaders, categoryId: 'other' }] },
      ['categories'],
    ],
    ['asks each question once', { questions: [choice, choice] }, ['questions']],
    ['offers each option once', { questions: [{ ...choice, options: ['荤', '荤'] }] }, ['questions']],
    [
      'keeps sensitive answers until it is over',
      { questions: [{ ...choice, erasesAt: at(11) }] },
      ['questions'],
    ],
  ])('%s', (_what, change, fields) => {
    const problems = contentProblems({ ...content, ...change })
    expect(problems && Object.keys(problems)).toEqual(fields)
  })
})

describe('capacities below the seats given', () => {
  const seats = { capacity: 10, left: 4, waiting: 0, capacityBy: { leaders: 4 }, leftBy: { leaders: 1 } }
  test.each<[string, Partial<EventContent>, string[] | undefined]>([
    ['are fine down to what is given', { capacity: 6, categories: [{ ...leaders, capacity: 3 }] }, undefined],
    ['are refused in all', { capacity: 5, categories: [leaders] }, ['capacity']],
    ['are refused of a category', { categories: [{ ...leaders, capacity: 2 }] }, ['categories']],
    ['are refused of a category that goes', { categories: [] }, ['categories']],
  ])('%s', (_what, change, fields) => {
    const problems = capacityProblems(seats, { ...content, ...change })
    expect(problems && Object.keys(problems)).toEqual(fields)
  })
})

describe('of a change people are told', () => {
  const before = {
    title: '返校日',
    place: '南校门',
    venue: content.venue,
    startsAt: new Date(at(1)),
    endsAt: new Date(at(3)),
  }
  test.each([
    ['nothing when it does not concern them', {}, []],
    ['a new name', { title: '校庆日' }, ['活动改名为“校庆日”']],
    [
      'a new time, once',
      { startsAt: new Date(at(2)), endsAt: new Date(at(4)) },
      ['时间改为 2027-10-16 10:00'],
    ],
    ['a new end', { endsAt: new Date(at(4)) }, ['结束时间改为 2027-10-16 12:00']],
    [
      'a new address',
      { venue: { name: '南校门', address: '镜湖路 7 号' } },
      ['地点改为 南校门，镜湖路 7 号'],
    ],
  ])('%s', (_what, change, words) => {
    expect(changesInWords(before, { ...before, ...change })).toEqual(words)
  })
})

describe('a picture', () => {
  test.each([
    ['cloud://env.bucket/events/p1/a-1.jpg', 'p1', true],
    ['cloud://env.bucket/events/p1/a-1.png', undefined, true],
    ['cloud://env.bucket/events/p2/a-1.jpg', 'p1', false],
    ['cloud://other.bucket/events/p1/a-1.jpg', 'p1', false],
    ['cloud://env.bucket/avatars/p1/a-1.jpg', undefined, false],
    ['cloud://env.bucket/events/p1/../../avatars/a.jpg', undefined, false],
  ])('at %s sent by %s is of an event: %s', (fileId, personId, is) => {
    expect(isEventPicture(fileId, 'env', personId)).toBe(is)
  })
})
