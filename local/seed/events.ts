/** Events in every state: coming, open, full with a queue, nearly over, past, and a draft. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import type { CheckIn, EventRecord, SignUp } from '../../cloudfunctions/domain/events/records'
import type { Seats } from '../../cloudfunctions/domain/events/seats'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Admission } from '../../miniprogram/contract/events'
import { bodyIds } from './bodies'
import { personas } from './personas'

export const eventIds = {
  homecoming: 'event-homecoming',
  forum: 'event-forum',
  reunion: 'event-reunion',
  lecture: 'event-lecture',
  concert: 'event-concert',
  sports: 'event-sports',
  draft: 'event-draft',
} as const

const hourMs = 3_600_000
const dayMs = 24 * hourMs

interface Sample {
  readonly id: string
  readonly hostId: string
  readonly title: string
  readonly place: string
  readonly description: string
  /** Days from today; the hour is campus time, or the next full one, for the event that is about to begin. */
  readonly startsIn: { readonly days: number; readonly hour: number | 'next'; readonly lastsHours: number }
  /** Days from today; or until it begins. */
  readonly signUp: { readonly opens: number; readonly closes: number | 'start' }
  readonly admission: Admission
  readonly capacity: number
  readonly taken: number
  readonly waiting: number
  readonly checkedIn: number
  readonly isDraft?: true
}

const samples: readonly Sample[] = [
  {
    id: eventIds.homecoming,
    hostId: bodyIds.university,
    title: '建校七十周年 · 校友返校日',
    place: '南校门广场',
    description:
      '七十载弦歌不辍，银杏又黄。学校诚邀各届校友回家看看：重走银杏大道，参观校史馆与新图书馆，与老师同学共话当年。\n\n上午 九点 南校门集合签到\n上午 十点 校史馆参观\n中午 食堂怀旧午餐\n下午 各学院座谈',
    startsIn: { days: 20, hour: 9, lastsHours: 8 },
    signUp: { opens: -10, closes: 18 },
    admission: 'everyone',
    capacity: 300,
    taken: 128,
    waiting: 0,
    checkedIn: 0,
  },
  {
    id: eventIds.forum,
    hostId: bodyIds.computing,
    title: '人工智能与未来产业校友论坛',
    place: '计算机楼一层报告厅',
    description:
      '三个部分、五个议题：大模型落地、智能制造、软件出海、校企联合实验室、青年校友创业。欢迎带着问题来。',
    startsIn: { days: 8, hour: 14, lastsHours: 4 },
    signUp: { opens: -7, closes: 7 },
    admission: 'verified',
    capacity: 60,
    taken: 60,
    waiting: 9,
    checkedIn: 0,
  },
  {
    id: eventIds.reunion,
    hostId: bodyIds.mechanical,
    title: '机械学院八五级入学四十周年聚会',
    place: '机械楼旧址',
    description: '四十年再聚首。请携家人同来，合影后在校友餐厅用餐。',
    startsIn: { days: 45, hour: 10, lastsHours: 5 },
    signUp: { opens: 5, closes: 40 },
    admission: 'verified',
    capacity: 120,
    taken: 0,
    waiting: 0,
    checkedIn: 0,
  },
  {
    id: eventIds.lecture,
    hostId: bodyIds.civil,
    title: '即将开讲：长江大桥背后的江理人',
    place: '土木楼 201',
    description: '三代桥梁工程师同台，讲述从图纸到通车的故事。',
    startsIn: { days: 0, hour: 'next', lastsHours: 3 },
    signUp: { opens: -12, closes: 'start' },
    admission: 'everyone',
    capacity: 80,
    taken: 47,
    waiting: 0,
    checkedIn: 21,
  },
  {
    id: eventIds.concert,
    hostId: bodyIds.economics,
    title: '银杏音乐会',
    place: '大学生活动中心',
    description: '校友合唱团与学生乐团联袂演出。',
    startsIn: { days: -15, hour: 19, lastsHours: 2 },
    signUp: { opens: -40, closes: -16 },
    admission: 'everyone',
    capacity: 100,
    taken: 92,
    waiting: 0,
    checkedIn: 85,
  },
  {
    id: eventIds.sports,
    hostId: bodyIds.university,
    title: '校友环湖健步走',
    place: '镜湖东岸',
    description: '五公里，量力而行。完成者有纪念章。',
    startsIn: { days: 3, hour: 8, lastsHours: 3 },
    signUp: { opens: -20, closes: -1 },
    admission: 'everyone',
    capacity: 150,
    taken: 101,
    waiting: 0,
    checkedIn: 0,
  },
  {
    id: eventIds.draft,
    hostId: bodyIds.university,
    title: '校庆志愿者动员会（草稿）',
    place: '行政楼会议室',
    description: '',
    startsIn: { days: 30, hour: 15, lastsHours: 2 },
    signUp: { opens: 1, closes: 29 },
    admission: 'verified',
    capacity: 40,
    taken: 0,
    waiting: 0,
    checkedIn: 0,
    isDraft: true,
  },
]

/** Midnight of today on the campus, in milliseconds. */
function campusMidnight(nowMs: number): number {
  const offsetMs = 8 * hourMs
  return Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs
}

function build(sample: Sample, people: readonly Person[], nowMs: number) {
  const midnight = campusMidnight(nowMs)
  const { days, hour, lastsHours } = sample.startsIn
  const startsAt =
    hour === 'next' ? Math.ceil(nowMs / hourMs) * hourMs : midnight + days * dayMs + hour * hourMs
  const { closes } = sample.signUp
  const enteredAt = (index: number) =>
    new Date(Math.min(startsAt - 40 * 60_000 + index * 20_000, nowMs - 30_000))
  const opensAt = midnight + sample.signUp.opens * dayMs
  const joined = people.slice(0, sample.taken + sample.waiting).map((person, index) => ({
    person,
    at: new Date(Math.min(opensAt + (index + 1) * 7 * 60_000, nowMs - 60_000)),
    isWaiting: index >= sample.taken,
  }))
  const event: EventRecord = {
    _id: sample.id,
    hostId: sample.hostId,
    bodyPath:
      sample.hostId === bodyIds.university ? [bodyIds.university] : [bodyIds.university, sample.hostId],
    title: sample.title,
    description: sample.description,
    place: sample.place,
    startsAt: new Date(startsAt),
    endsAt: new Date(startsAt + lastsHours * hourMs),
    categories: [],
    questions: [],
    formVersion: 0,
    status: sample.isDraft ? 'draft' : 'published',
    revision: 1,
    createdBy: personIdOf(personas.find(({ key }) => key === 'editor')?.openid ?? ''),
  }
  const seats: Seats = {
    _id: sample.id,
    isOpen: !sample.isDraft,
    admission: sample.admission,
    admittedBodyIds: [],
    opensAt: new Date(opensAt),
    closesAt: new Date(closes === 'start' ? startsAt : midnight + closes * dayMs),
    endsAt: event.endsAt,
    companionsAtMost: 0,
    formVersion: 0,
    openCategories: [],
    capacity: sample.capacity,
    capacityBy: {},
    left: sample.capacity - sample.taken,
    leftBy: {},
    shrunk: 0,
    waiting: sample.waiting,
    holders: Object.fromEntries(
      joined
        .filter(({ isWaiting }) => !isWaiting)
        .map(({ person, at }, index) => [
          person._id,
          index < sample.checkedIn
            ? { at, seats: 1, enteredAt: enteredAt(index), scanId: `sample-${index}` }
            : { at, seats: 1 },
        ]),
    ),
    queue: joined
      .filter(({ isWaiting }) => isWaiting)
      .map(({ person, at }) => ({ holderId: person._id, at, seats: 1 })),
  }
  const signUps: SignUp[] = joined.map(({ person, at, isWaiting }) => ({
    _id: `${sample.id}:${person._id}`,
    eventId: sample.id,
    personId: person._id,
    name: person.name,
    seats: 1,
    companions: [],
    status: isWaiting ? 'waiting' : 'confirmed',
    joinedAt: at,
    changedAt: at,
    history: [{ status: isWaiting ? 'waiting' : 'confirmed', seats: 1, at }],
    ticketVersion: 1,
    untold: false,
  }))
  const checkIns: CheckIn[] = signUps.slice(0, sample.checkedIn).map((signUp, index) => ({
    _id: signUp._id,
    eventId: sample.id,
    personId: signUp.personId,
    name: signUp.name,
    seats: signUp.seats,
    way: 'ticket',
    scanId: `sample-${index}`,
    at: enteredAt(index),
    receivedAt: enteredAt(index),
    byPersonId: personIdOf(personas.find(({ key }) => key === 'volunteer')?.openid ?? ''),
    byName: '苏晓禾',
  }))
  return { event, seats, signUps, checkIns }
}

/** Documents of every collection that events fill. The personas themselves have signed up for nothing. */
export function sampleEvents(people: readonly Person[], nowMs: number) {
  const personaIds = new Set(personas.map(({ openid }) => personIdOf(openid)))
  const others = people.filter(
    ({ _id, verification }) => verification.status === 'verified' && !personaIds.has(_id),
  )
  const built = samples.map((sample) => build(sample, others, nowMs))
  return {
    events: built.map(({ event }) => event),
    seats: built.map(({ seats }) => seats),
    signUps: built.flatMap(({ signUps }) => signUps),
    checkIns: built.flatMap(({ checkIns }) => checkIns),
  }
}
