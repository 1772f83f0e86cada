/** What an event says of itself: its text in blocks, its place, its agenda, and the choices and questions of its sign-up. */
import {
  check,
  finite,
  type InferOutput,
  literal,
  maxValue,
  minValue,
  number,
  pipe,
  regex,
  strictObject,
  string,
  variant,
} from 'valibot'
import { choice, flag, id, integer, list, moment, optional, text } from './fields'

/** A file in the cloud's storage, as wx.cloud.uploadFile names it. */
export const fileId = (label: string) =>
  pipe(string(`请上传${label}`), regex(/^cloud:\/\/[\w./-]{1,200}$/, `请重新上传${label}`))

/** An address that a phone opens or copies: nothing but https. */
export const webAddress = (label: string) =>
  pipe(text(label, { max: 300 }), regex(/^https:\/\/[^\s"'<>]+$/, `${label}应以 https:// 开头`))

/** Our own line art, for who has no picture. */
export const coverArts = { gate: '校门', library: '图书馆', lamp: '灯', ginkgo: '银杏' } as const
export type CoverArt = keyof typeof coverArts

export const cover = variant(
  'kind',
  [
    strictObject({ kind: literal('art'), art: choice('封面', coverArts) }),
    strictObject({ kind: literal('picture'), fileId: fileId('封面') }),
  ],
  '请选择封面',
)
export type Cover = InferOutput<typeof cover>

export const blockKinds = {
  text: '正文',
  heading: '小标题',
  picture: '图片',
  list: '列表',
  link: '链接',
} as const
export type BlockKind = keyof typeof blockKinds

/** One piece of a longer text; the same for events and for news. */
export const block = variant(
  'kind',
  [
    strictObject({ kind: literal('text'), text: text('正文', { max: 2000 }) }),
    strictObject({ kind: literal('heading'), text: text('小标题', { max: 40 }) }),
    strictObject({
      kind: literal('picture'),
      fileId: fileId('图片'),
      caption: text('图片说明', { min: 0, max: 60 }),
    }),
    strictObject({
      kind: literal('list'),
      items: list('列表', text('列表内容', { max: 200 }), { min: 1, max: 20 }),
    }),
    strictObject({
      kind: literal('link'),
      title: text('链接名称', { max: 40 }),
      address: webAddress('链接'),
    }),
  ],
  '内容有误',
)
export type Block = InferOutput<typeof block>

/** A cover and a block as they are shown: a picture lies in the cloud's storage, and is fetched by a link of its own. */
export type ShownCover =
  | { readonly kind: 'art'; readonly art: CoverArt }
  | { readonly kind: 'picture'; readonly url: string }
export type ShownBlock =
  | Exclude<Block, { kind: 'picture' }>
  | { readonly kind: 'picture'; readonly url: string; readonly caption: string }

/** Where an editor's pictures of events lie; the name of each is made by the phone. */
export const eventPictureFolder = (personId: string): string => `events/${personId}`
/** A phone shrinks a picture until it is no larger. */
export const pictureBytesAtMost = 1024 * 1024

export const blocks = (label: string) => list(label, block, { max: 40 })

const degrees = (label: string, most: number) =>
  pipe(
    number(`${label}有误`),
    finite(`${label}有误`),
    minValue(-most, `${label}有误`),
    maxValue(most, `${label}有误`),
  )

/** Where people meet: somewhere, with a point on the map if it was chosen, or online, or both. */
export const venue = strictObject(
  {
    name: text('地点', { min: 0, max: 60 }),
    address: text('详细地址', { min: 0, max: 100 }),
    point: optional(
      strictObject({
        latitude: degrees('纬度', 90),
        longitude: degrees('经度', 180),
      }),
    ),
  },
  '地点有误',
)
export type Venue = InferOutput<typeof venue>

/** An online meeting. Its link and its code are told only to those who have a seat, and to staff. */
export const meeting = strictObject(
  {
    platform: text('会议平台', { max: 20 }),
    address: optional(webAddress('会议链接')),
    code: text('会议号', { min: 0, max: 60 }),
  },
  '线上会议信息有误',
)
export type Meeting = InferOutput<typeof meeting>

/** A part of the agenda with its topics, each with its speakers and its papers. */
export const agendaPart = strictObject(
  {
    title: text('环节', { max: 40 }),
    startsAt: optional(moment('环节时间')),
    place: text('环节地点', { min: 0, max: 40 }),
    topics: list(
      '议题',
      strictObject({
        title: text('议题', { max: 80 }),
        speakers: text('主讲人', { min: 0, max: 80 }),
        papers: list(
          '资料',
          strictObject({ title: text('资料名称', { max: 40 }), address: webAddress('资料链接') }),
          { max: 5 },
        ),
      }),
      { max: 20 },
    ),
  },
  '议程有误',
)
export type AgendaPart = InferOutput<typeof agendaPart>

/** A kind of guest, such as 校友代表; with a quota of its own, or sharing what all share. */
export const category = strictObject(
  {
    categoryId: id('类别'),
    name: text('类别名称', { max: 20 }),
    /** Seats that this kind may take at most; undefined: as many as there are. */
    capacity: optional(integer('类别名额', { min: 0, max: 2000 })),
    /** person: people choose it when they sign up · staff: only staff give it. */
    givenBy: choice('由谁选择', { person: '报名人自选', staff: '由工作人员登记' }),
  },
  '类别有误',
)
export type Category = InferOutput<typeof category>

export const questionKinds = {
  text: '文字',
  number: '数字',
  choice: '单选',
  several: '多选',
  date: '日期',
  phone: '手机号',
  file: '图片',
} as const
export type QuestionKind = keyof typeof questionKinds

/** What staff ask at sign-up: stored with the event, turned into a form, a schema and the headings of an export. */
export const question = pipe(
  strictObject(
    {
      /** Made once and kept through all versions, so that old answers stay readable. */
      questionId: id('问题'),
      kind: choice('问题类型', questionKinds),
      label: text('问题', { max: 60 }),
      isRequired: flag('必填'),
      /** Of 单选 and 多选. */
      options: list('选项', text('选项', { max: 30 }), { max: 20 }),
      /** Sensitive answers are sealed, and erased at this time. */
      erasesAt: optional(moment('清除日期')),
    },
    '问题有误',
  ),
  check(
    ({ kind, options }) => (kind !== 'choice' && kind !== 'several') || options.length >= 2,
    '选择题至少两个选项',
  ),
)
export type Question = InferOutput<typeof question>

export const maxQuestions = 20
export const maxCategories = 10
export const maxCompanions = 9
