/** Events in every state: coming, open, full with a queue, nearly over, past, and a draft. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { placeOf } from '../../cloudfunctions/domain/events/publishing/content'
import type { CheckIn, EventRecord, SignUp } from '../../cloudfunctions/domain/events/records'
import { openCategoriesOf, type Seats } from '../../cloudfunctions/domain/events/seats'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { AgendaPart, Block, Category, CoverArt, Meeting } from '../../miniprogram/contract/event-content'
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
  readonly cancelledFor?: string
  readonly art?: CoverArt
  readonly coHostIds?: readonly string[]
  readonly address?: string
  readonly point?: { readonly latitude: number; readonly longitude: number }
  readonly meeting?: Meeting
  readonly blocks?: readonly Block[]
  readonly agenda?: readonly Omit<AgendaPart, 'startsAt'>[]
  readonly categories?: readonly Category[]
  readonly companionsAtMost?: number
  readonly recap?: readonly Block[]
}

const samples: readonly Sample[] = [
  {
    id: eventIds.homecoming,
    hostId: bodyIds.university,
    title: '建校七十周年 · 校友返校日',
    place: '南校门广场',
    description: '',
    art: 'gate',
    address: '江城市镜湖路 7 号',
    point: { latitude: 30.5, longitude: 114.36 },
    coHostIds: [bodyIds.computing, bodyIds.mechanical],
    companionsAtMost: 2,
    blocks: [
      { kind: 'text', text: '七十载弦歌不辍，银杏又黄。学校诚邀各届校友回家看看，与老师同学共话当年。' },
      { kind: 'heading', text: '这一天，您可以' },
      { kind: 'list', items: ['重走银杏大道', '参观校史馆与新图书馆', '在老食堂吃一顿怀旧午餐'] },
      { kind: 'heading', text: '交通' },
      { kind: 'text', text: '地铁二号线镜湖站 B 口出站，步行五分钟到南校门。' },
    ],
    agenda: [
      { title: '集合签到', place: '南校门', topics: [] },
      {
        title: '校史馆参观',
        place: '校史馆',
        topics: [{ title: '七十年，七十件物', speakers: '校史馆讲解员', papers: [] }],
      },
      { title: '学院座谈', place: '各学院', topics: [] },
    ],
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
    description: '三个部分、五个议题，欢迎带着问题来。',
    art: 'lamp',
    meeting: { platform: '腾讯会议', address: 'https://meeting.example.edu/forum', code: '123 456 789' },
    agenda: [
      {
        title: '技术与产业',
        place: '报告厅',
        topics: [
          { title: '大模型落地', speakers: '校友企业代表', papers: [] },
          { title: '智能制造', speakers: '机械学院', papers: [] },
        ],
      },
      {
        title: '走出去',
        place: '报告厅',
        topics: [
          { title: '软件出海', speakers: '青年校友', papers: [] },
          { title: '校企联合实验室', speakers: '计算机学院', papers: [] },
        ],
      },
      {
        title: '圆桌',
        place: '报告厅',
        topics: [{ title: '青年校友创业', speakers: '全体嘉宾', papers: [] }],
      },
    ],
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
    recap: [
      { kind: 'text', text: '八十五位校友到场，两个小时，十四首歌。最后一首是校歌，全场起立同唱。' },
      { kind: 'heading', text: '感谢' },
      { kind: 'list', items: ['校友合唱团', '学生交响乐团', '三十位志愿者'] },
    ],
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
  const venue =
    sample.meeting && sample.place === ''
      ? { name: '', address: '' }
      : {
          name: sample.place,
          address: sample.address ?? '',
          ...(sample.point ? { point: sample.point } : {}),
        }
  const event: EventRecord = {
    _id: sample.id,
    hostId: sample.hostId,
    bodyPath:
      sample.hostId === bodyIds.university ? [bodyIds.university] : [bodyIds.university, sample.hostId],
    title: sample.title,
    coHostIds: sample.coHostIds ?? [],
    cover: { kind: 'art', art: sample.art ?? 'ginkgo' },
    blocks: sample.blocks ?? [{ kind: 'text', text: sample.description || '详情将陆续公布。' }],
    place: placeOf({ venue, meeting: sample.meeting }),
    venue,
    meeting: sample.meeting ?? null,
    agenda: (sample.agenda ?? []).map((part, index) => ({ ...part, startsAt: startsAt + index * hourMs })),
    startsAt: new Date(startsAt),
    endsAt: new Date(startsAt + lastsHours * hourMs),
    cancelsUntil: null,
    categories: sample.categories ?? [],
    questions: [],
    formVersion: 0,
    recap: sample.recap ?? [],
    cancellation: sample.cancelledFor ? { at: new Date(nowMs - dayMs), reason: sample.cancelledFor } : null,
    unsettled: null,
    status: sample.isDraft ? 'draft' : sample.cancelledFor ? 'cancelled' : 'published',
    revision: 1,
    createdBy: personIdOf(personas.find(({ key }) => key === 'editor')?.openid ?? ''),
  }
  const seats: Seats = {
    _id: sample.id,
    isOpen: !sample.isDraft && !sample.cancelledFor,
    ...(sample.cancelledFor ? { isCancelled: true as const } : {}),
    admission: sample.admission,
    admittedBodyIds: [],
    opensAt: new Date(opensAt),
    closesAt: new Date(closes === 'start' ? startsAt : midnight + closes * dayMs),
    endsAt: event.endsAt,
    companionsAtMost: sample.companionsAtMost ?? 0,
    formVersion: 0,
    openCategories: openCategoriesOf(event.categories),
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
