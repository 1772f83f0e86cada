/** The anniversaries of the sample world: the university's seventieth, a college's fortieth, and what people wish. */

import type { HomeRecord } from '../../cloudfunctions/domain/celebration/home/records'
import { usualLayout } from '../../cloudfunctions/domain/celebration/home/rules'
import type { AnniversaryRecord } from '../../cloudfunctions/domain/celebration/records'
import type { WishRecord } from '../../cloudfunctions/domain/wishes/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { bodyIds } from './body-ids'
import { eventIds } from './event-ids'
import { personas } from './personas'
import type { SamplePictures } from './pictures'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const personId = (key: string) => personIdOf(personas.find((persona) => persona.key === key)?.openid ?? '')

export const anniversaryIds = { university: 'anniversary-70', computing: 'anniversary-computing-40' } as const

const university = ({ gate, library, skyline }: SamplePictures): AnniversaryRecord => ({
  _id: anniversaryIds.university,
  bodyId: bodyIds.university,
  bodyPath: [bodyIds.university],
  number: 70,
  name: '江城理工大学建校 70 周年',
  theme: '同心七十载 · 共赴新江城',
  date: new Date('2027-10-16T00:00:00+08:00'),
  colour: '#8c1c2b',
  intro:
    '一九五七年的秋天，三百二十名新生走进镜湖边的红砖楼。七十年过去，十二万江理人从这里出发。\n今年十月十六日，校门为您开着，图书馆的灯为您亮着。欢迎回家。',
  isShown: true,
  history: [
    {
      year: 1957,
      title: '建校',
      pictureId: gate,
      words: '江城工学院在镜湖西岸成立，设土木、机械两个系，首届新生三百二十人。第一课在工棚里上。',
    },
    { year: 1962, title: '首届毕业生', words: '二百九十一名毕业生奔赴铁路、桥梁与电站工地。' },
    {
      year: 1978,
      title: '恢复招生',
      words: '七七、七八级同年入学，教室不够用，食堂晚上也亮着灯。后来他们说，那是最用功的几年。',
    },
    { year: 1987, title: '创办计算机系', words: '六位教师、四台微机，开出第一门程序设计课。' },
    { year: 1994, title: '更名江城理工大学', words: '由工学院改建为大学，新增经济管理与人文学科。' },
    {
      year: 2008,
      title: '镜湖新图书馆',
      words: '藏书百万册，通宵自习室从此成了几代人的记忆。',
      pictureId: library,
    },
    {
      year: 2019,
      title: '跨江大桥通车',
      words: '由校友主持设计，三千二百名建设者中有一百零七位江理人。',
      pictureId: skyline,
    },
    { year: 2027, title: '七十周年', words: '同心七十载，共赴新江城。' },
  ],
  guide: {
    places: [
      {
        name: '南校门（签到处）',
        address: '江城市镜湖路 7 号',
        point: { latitude: 30.5132, longitude: 114.4195 },
      },
      {
        name: '镜湖图书馆',
        address: '校园中轴线北端，可寄存行李',
        point: { latitude: 30.5168, longitude: 114.4201 },
      },
      { name: '校史馆', address: '一号红砖楼二层，校庆周每天 9:00 至 17:00 开放' },
    ],
    travel: [
      { title: '地铁', words: '2 号线镜湖站 C 口出，步行六分钟到南校门。' },
      {
        title: '高铁',
        words: '江城站、江城东站出站口设有校庆接站点，十月十五日 9:00 至 21:00 每半小时一班车。',
      },
      { title: '自驾', words: '请从东门进，停车在体育馆地下车库；校庆当日凭电子票免费停放。' },
      { title: '住宿', words: '校内镜湖宾馆与周边六家酒店有校友价，订房时报“江理七十”即可。' },
    ],
    contacts: [
      { name: '校友总会值班室', phone: '027-5550 1957', note: '报到、接站与综合咨询' },
      { name: '校医院', phone: '027-5550 1200', note: '校庆期间二十四小时' },
      { name: '无障碍服务', phone: '027-5550 1210', note: '轮椅与陪同，请提前一天预约' },
    ],
    questions: [
      { question: '没有收到纸质请柬，可以来吗？', answer: '可以。报名后凭电子票入校，不需要纸质请柬。' },
      { question: '可以带家人吗？', answer: '可以。报名时填写同行人数，孩子不占席位的场次会写明。' },
      {
        question: '年纪大了，有人照应吗？',
        answer: '每个签到处都有志愿者和轮椅；提前一天联系无障碍服务，可以在车站接您。',
      },
      {
        question: '能不能进以前的宿舍看看？',
        answer: '十月十六日下午开放三、五、七号楼的一层，由在校同学带路。',
      },
    ],
  },
  revision: 1,
  createdBy: personId('editor'),
})

/** Comes sooner, so that several can be seen at once. */
const computing = (around: AnniversaryRecord, nowMs: number): AnniversaryRecord => ({
  ...around,
  _id: anniversaryIds.computing,
  bodyId: bodyIds.computing,
  bodyPath: [bodyIds.university, bodyIds.computing],
  number: 40,
  name: '计算机学院建院 40 周年',
  theme: '四十不惑 · 向新而行',
  date: new Date(`${new Date(nowMs + 45 * dayMs + 8 * hourMs).toISOString().slice(0, 10)}T00:00:00+08:00`),
  colour: '#23457a',
  intro: '从四台微机开始的四十年。学院请每一位写过第一行代码的您回来。',
  history: [
    { year: 1987, title: '计算机系成立', words: '六位教师、四台微机，开出第一门程序设计课。' },
    { year: 2003, title: '建院', words: '计算机学院成立，设软件工程与网络工程专业。' },
    { year: 2018, title: '人工智能专业首届招生', words: '更名为计算机与人工智能学院。' },
  ],
  guide: {
    places: [{ name: '计算机楼一层大厅', address: '镜湖东岸，求真路 12 号' }],
    travel: [],
    contacts: [{ name: '学院办公室', phone: '027-5550 1987', note: '院庆咨询' }],
    questions: [],
  },
})

/** Not public yet: only its editors see it. */
const draft = (around: AnniversaryRecord): AnniversaryRecord => ({
  ...around,
  _id: 'anniversary-civil-70',
  bodyId: bodyIds.civil,
  bodyPath: [bodyIds.university, bodyIds.civil],
  name: '土木与交通工程学院建院 70 周年',
  theme: '',
  colour: '#7c3f17',
  intro: '',
  isShown: false,
  history: [],
  guide: { places: [], travel: [], contacts: [], questions: [] },
})

const said: readonly (Partial<WishRecord> & { readonly by: string; readonly words: string })[] = [
  {
    by: 'alumnus',
    words: '一砖一瓦都记得。祝母校七十岁生日快乐，愿镜湖的灯永远亮着。',
    signature: 'named',
    name: '周书恒',
  },
  {
    by: 'classlead',
    words: '八五年的秋天从这里出发，走了四十年，心还在红砖楼里。',
    signature: 'year',
    name: '1985 级校友',
  },
  {
    by: 'enterprise',
    words: '饮水思源。材料九〇的兄弟们，十月镜湖边见！',
    signature: 'named',
    name: '贺明川',
  },
  {
    by: 'reviewer',
    words: '愿学弟学妹们都能在这里找到想做一辈子的事。',
    signature: 'unnamed',
    name: '一位校友',
  },
  {
    by: 'volunteer',
    words: '我是在校生志愿者，校庆那天在南门等您回家。',
    signature: 'named',
    name: '苏晓禾',
  },
  {
    by: 'administrator',
    words: '道桥八八，祝母校桃李满园，路越走越宽。',
    signature: 'named',
    name: '顾远山',
  },
  {
    by: 'treasurer',
    words: '财务九三全体同学祝母校生日快乐。',
    signature: 'year',
    name: '1993 级校友',
    state: 'waiting',
    cause: 'words',
  },
  {
    by: 'comptroller',
    words: '加微信领校庆红包，先到先得！',
    signature: 'unnamed',
    name: '一位校友',
    state: 'waiting',
    cause: 'reports',
    reports: [
      { personId: personId('alumnus'), reason: 'advertising' },
      { personId: personId('classlead'), reason: 'advertising' },
      { personId: personId('enterprise'), reason: 'other' },
    ],
  },
  {
    by: 'editor',
    words: '测试一下，请忽略。',
    signature: 'named',
    name: '方静宜',
    state: 'hidden',
    decidedBy: personId('administrator'),
  },
]

const wishes = (nowMs: number, { wish }: SamplePictures): WishRecord[] =>
  said.map(({ by, words, ...rest }, place) => ({
    _id: `wish-${place + 1}`,
    anniversaryId: anniversaryIds.university,
    personId: personId(by),
    words,
    signature: 'named',
    name: '',
    // One of them has a picture, which WeChat passed.
    pictureId: by === 'alumnus' ? wish : null,
    traceId: null,
    state: 'shown',
    cause: null,
    reports: [],
    madeAt: new Date(nowMs - place * 7 * hourMs - 1),
    decidedBy: null,
    ...rest,
  }))

const under = (anniversaryId: string, ...ids: readonly string[]) =>
  ids.map((eventId) => ({ _id: `${anniversaryId}:${eventId}`, anniversaryId, eventId }))

const home: HomeRecord = {
  _id: bodyIds.university,
  ...usualLayout,
  notice: '校庆纪念册征集老照片：十二月底前发至校友总会邮箱，一经采用赠纪念册一本。',
  revision: 1,
}

export function sampleCelebration(nowMs: number, pictures: SamplePictures) {
  const leading = university(pictures)
  const { gate, library, skyline } = pictures
  return {
    anniversaries: [leading, computing(leading, nowMs), draft(leading)],
    anniversaryActivities: [
      ...under(
        anniversaryIds.university,
        eventIds.homecoming,
        eventIds.forum,
        eventIds.reunion,
        eventIds.sports,
      ),
      ...under(anniversaryIds.computing, eventIds.lecture),
    ],
    eventPictures: [gate, library, skyline].map((_id) => ({ _id, at: new Date(nowMs) })),
    homes: [home],
    wishes: wishes(nowMs, pictures),
  }
}
