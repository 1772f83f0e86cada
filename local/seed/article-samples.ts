/** What the sample articles say. */
import type { Block, CoverArt } from '../../miniprogram/contract/event-content'
import type { ArticleCategory } from '../../miniprogram/contract/news'
import type { ArticleStatus } from '../../miniprogram/contract/news-editing'
import { bodyIds } from './body-ids'
import { eventIds } from './event-ids'
import { projectIds } from './giving'

export interface SampleArticle {
  readonly id: string
  readonly bodyId: string
  readonly category: ArticleCategory
  readonly title: string
  readonly summary: string
  readonly art: CoverArt
  readonly author: string
  readonly photographer?: string
  readonly blocks: readonly Block[]
  readonly status: ArticleStatus
  /** Days before now: when it came out, or was last touched. */
  readonly daysAgo: number
  /** Days before it came out: when what it tells happened. */
  readonly happenedBefore?: number
  readonly eventId?: string
  readonly projectId?: string
  readonly pinnedDays?: number
  /** In so many days it comes out by itself. */
  readonly comesOutIn?: number
  readonly reason?: string
  readonly reads?: number
  /** Beside what everybody reads, a new version is a draft. */
  readonly newDraft?: Partial<Pick<SampleArticle, 'title' | 'blocks' | 'photographer'>>
}

const text = (words: string): Block => ({ kind: 'text', text: words })
const heading = (words: string): Block => ({ kind: 'heading', text: words })

export const articleSamples: readonly SampleArticle[] = [
  {
    id: 'article-notice',
    bodyId: bodyIds.university,
    category: 'anniversary',
    title: '江城理工大学七十周年校庆公告（第一号）',
    summary: '二〇二七年十月十六日，母校七十岁。谨此敬告，诚邀四海校友回家看看。',
    art: 'gate',
    author: '校庆工作办公室',
    blocks: [
      text(
        '一九五七年秋，三百二十名新生在江边的一片荒滩上报到。七十年来，八万余名学子从这里走向江河与山川。',
      ),
      text(
        '二〇二七年十月十六日，江城理工大学将迎来建校七十周年。谨此敬告海内外校友与各界朋友，诚邀您届时回家看看。',
      ),
      heading('校庆日安排'),
      {
        kind: 'list',
        items: ['上午九时，七十周年纪念大会', '下午二时，各学院返校座谈', '晚上七时，银杏大道露天音乐会'],
      },
      heading('如何参加'),
      text(
        '请在本小程序完成校友登记，校庆活动开放报名后，您会第一时间收到消息。年级与班级返校的联络，请找各班联络人。',
      ),
    ],
    status: 'published',
    daysAgo: 20,
    pinnedDays: 60,
    reads: 3186,
  },
  {
    id: 'article-library',
    bodyId: bodyIds.university,
    category: 'campus',
    title: '新图书馆封顶，明年校庆日开馆',
    summary: '历时两年，七层新馆主体结构封顶。一楼大厅的电子墙，将按届别镌刻捐书校友的姓名。',
    art: 'library',
    author: '宣传部 闻笛',
    photographer: '摄影协会 陆明',
    blocks: [
      text(
        '最后一方混凝土浇筑完成时，江面上正起风。施工方代表、七八级结构校友老秦站在楼顶，说当年在旧馆占座，没想到四十年后自己来盖新馆。',
      ),
      text('新馆共七层，阅览座位三千席，比旧馆多出一倍。临江一侧整面是窗，天气好的时候看得见对岸的龟山。'),
      heading('一元一书'),
      text(
        '为新馆添书的“一元一书”捐赠已有上千人次参与。开馆之日，每一位捐赠者的姓名都会出现在大厅的电子墙上。',
      ),
    ],
    status: 'published',
    daysAgo: 3,
    happenedBefore: 2,
    projectId: projectIds.library,
    reads: 842,
    newDraft: {
      title: '新图书馆封顶，明年十月校庆日开馆',
      photographer: '摄影协会 陆明、沈砚',
      blocks: [
        text(
          '最后一方混凝土浇筑完成时，江面上正起风。施工方代表、七八级结构校友老秦站在楼顶，说当年在旧馆占座，没想到四十年后自己来盖新馆。',
        ),
        text(
          '新馆共八层，其中地下一层，阅览座位三千席，比旧馆多出一倍。临江一侧整面是窗，天气好的时候看得见对岸的龟山。',
        ),
        heading('一元一书'),
        text(
          '为新馆添书的“一元一书”捐赠已有上千人次参与。开馆之日，每一位捐赠者的姓名都会出现在大厅的电子墙上。',
        ),
        text('校庆日当天，旧馆的占座牌将在一楼大厅展出，欢迎校友带着自己的那一块回来。'),
      ],
    },
  },
  {
    id: 'article-scholar',
    bodyId: bodyIds.foundation,
    category: 'giving',
    title: '“银杏奖学金”第三批：二十六位同学的来信',
    summary: '有人买了人生第一台电脑，有人第一次带母亲看江。信不长，句句都写着谢谢。',
    art: 'ginkgo',
    author: '基金会 沈禾',
    blocks: [
      text('“收到奖学金那天，我给家里打了电话。妈妈问是不是贷款，我说不是，是学长学姐给的。”'),
      text(
        '第三批银杏奖学金共资助二十六位同学，每人五千元。名单经学生处公示，善款全部用于发放，不提取管理费。',
      ),
      heading('信里的话'),
      {
        kind: 'list',
        items: [
          '“我想学好焊接，将来也回来发奖学金。”——材料学院大二',
          '“周末不用再打两份工，我去实验室了。”——机械学院大三',
          '“带妈妈坐了一次轮渡。”——土木学院大一',
        ],
      },
    ],
    status: 'published',
    daysAgo: 8,
    happenedBefore: 12,
    projectId: projectIds.scholarship,
    reads: 1207,
  },
  {
    id: 'article-beijing',
    bodyId: bodyIds.beijing,
    category: 'alumni',
    title: '北京校友会秋日健步：从永定门走到鼓楼',
    summary: '一百一十位校友，十五里中轴线，最年长的一位七十九岁。',
    art: 'ginkgo',
    author: '北京校友会秘书处',
    blocks: [
      text(
        '早上八点在永定门集合，队伍里有祖孙三代都是江理人的一家。七十九岁的五八级老学长走在最前面，一路没有歇脚。',
      ),
      text('走到鼓楼，大家唱了校歌。有人起高了调，笑成一片，又从头唱了一遍。'),
      text('冬天我们读书，春天踏青。在京的校友，欢迎来找组织。'),
    ],
    status: 'published',
    daysAgo: 12,
    happenedBefore: 1,
    reads: 396,
  },
  {
    id: 'article-robot',
    bodyId: bodyIds.computing,
    category: 'campus',
    title: '计算机学院学生队夺得全国机器人赛一等奖',
    summary: '五名本科生，一台用旧零件拼出来的巡检机器人。',
    art: 'lamp',
    author: '计算机学院团委',
    blocks: [
      text('决赛那天，别的队都在调参数，我们的队员在地上找一颗掉了的螺丝。'),
      text('这台叫“银杏号”的巡检机器人，大半零件来自实验室的旧设备。指导老师说，穷办法逼出了好设计。'),
    ],
    status: 'published',
    daysAgo: 16,
    happenedBefore: 3,
    reads: 521,
  },
  {
    id: 'article-card',
    bodyId: bodyIds.university,
    category: 'notice',
    title: '关于校友凭电子卡入校的说明',
    summary: '认证校友出示电子校友卡即可从南门入校，同行家人请在门岗登记。',
    art: 'gate',
    author: '校友总会办公室',
    blocks: [
      text('即日起，认证校友在南门出示电子校友卡，门岗核验后即可入校，无需提前预约。'),
      {
        kind: 'list',
        items: ['开放时间：每日 8:00 至 20:00', '同行家人请在门岗登记', '车辆入校请提前一天致电校友总会'],
      },
    ],
    status: 'published',
    daysAgo: 30,
    eventId: eventIds.homecoming,
    reads: 1533,
  },
  {
    id: 'article-interview',
    bodyId: bodyIds.university,
    category: 'alumni',
    title: '修了四十年桥的周书恒：桥要比人活得久',
    summary: '“图纸上的一毫米，到了江上就是一辈子。”',
    art: 'lamp',
    author: '学生记者 白芷',
    blocks: [text('采访约在他负责的第十一座桥上，风很大，他一直在看缆索。')],
    status: 'reviewed',
    daysAgo: 1,
    comesOutIn: 2,
  },
  {
    id: 'article-lecture',
    bodyId: bodyIds.computing,
    category: 'notice',
    title: '人工智能校友论坛：想听什么，请您来定',
    summary: '九九级校友主讲，线上同步，欢迎提前提问。',
    art: 'lamp',
    author: '计算机学院办公室',
    blocks: [text('论坛面向在校生与校友，线上同步直播，欢迎提前把问题发给我们。')],
    status: 'submitted',
    daysAgo: 1,
    eventId: eventIds.forum,
  },
  {
    id: 'article-band',
    bodyId: bodyIds.university,
    category: 'anniversary',
    title: '寻找一九八七年的校园乐队',
    summary: '校庆音乐会想请您再唱一次。',
    art: 'gate',
    author: '校庆工作办公室',
    blocks: [text('有人记得一九八七年元旦晚会上的那支乐队吗？')],
    status: 'draft',
    daysAgo: 2,
    reason: '请补上联系方式，并核对年份',
  },
  {
    id: 'article-parking',
    bodyId: bodyIds.university,
    category: 'notice',
    title: '校庆期间停车安排',
    summary: '旧版停车安排。',
    art: 'gate',
    author: '保卫处',
    blocks: [text('校庆期间请将车辆停放在东门外停车场。')],
    status: 'withdrawn',
    daysAgo: 6,
    reason: '停车场有调整，新安排确定后另行发布',
  },
]
