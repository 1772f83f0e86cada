/** The sample events in words: coming, open, full with a queue, nearly over, past, cancelled, and a draft. */
import type {
  AgendaPart,
  Block,
  Category,
  CoverArt,
  Meeting,
  Question,
} from '../../miniprogram/contract/event-content'
import type { Admission } from '../../miniprogram/contract/events'
import type { Answers } from '../../miniprogram/contract/questions'
import { bodyIds } from './bodies'
import { dinner } from './event-dinner'
import { eventIds } from './event-ids'

export interface Sample {
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
  readonly admittedBodyIds?: readonly string[]
  /** Days from today. */
  readonly cancelsUntil?: number
  readonly capacity: number
  /** People with seats; the parties that they bring may be more. */
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
  readonly questions?: readonly SampleQuestion[]
  /** How the person at this place signed up. */
  readonly party?: (place: number) => SampleParty
  /** Whom staff entered. */
  readonly guests?: readonly SampleGuest[]
}

/** A question; a sensitive one with the days from today after which its answers are erased. */
export interface SampleQuestion extends Omit<Question, 'erasesAt'> {
  readonly erasedIn?: number
}

export interface SampleParty {
  readonly companions: readonly string[]
  readonly categoryId?: string
  readonly answers?: Answers
}

export interface SampleGuest extends SampleParty {
  readonly name: string
}

export const samples: readonly Sample[] = [
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
  dinner,
  {
    id: eventIds.reading,
    hostId: bodyIds.civil,
    title: '云上读书会：《桥》',
    place: '',
    description: '每月一次，在线上一起读一本写家乡的书。本月由土木学院领读。',
    art: 'library',
    meeting: { platform: '腾讯会议', address: 'https://meeting.example.edu/reading', code: '987 654 321' },
    startsIn: { days: 6, hour: 20, lastsHours: 2 },
    signUp: { opens: -9, closes: 6 },
    admission: 'bodies',
    admittedBodyIds: [bodyIds.civil, bodyIds.mechanical],
    capacity: 200,
    taken: 23,
    waiting: 0,
    checkedIn: 0,
  },
  {
    id: eventIds.cancelled,
    hostId: bodyIds.mechanical,
    title: '校友篮球友谊赛',
    place: '北区体育馆',
    description: '以球会友，不论胜负。',
    cancelledFor: '体育馆屋面检修，开放时间另行通知，敬请谅解',
    startsIn: { days: 12, hour: 15, lastsHours: 3 },
    signUp: { opens: -14, closes: 10 },
    admission: 'everyone',
    capacity: 40,
    taken: 18,
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
