/** Projects, and gifts that came by WeChat Pay: each with its order and its ledger entry, as the product writes them. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import type { Note } from '../../cloudfunctions/domain/giving/projects/records'
import type { Gift, Project } from '../../cloudfunctions/domain/giving/records'
import type { LedgerEntry } from '../../cloudfunctions/domain/ledger/records'
import { paymentEntry } from '../../cloudfunctions/domain/ledger/rules'
import { classIdOf } from '../../cloudfunctions/domain/organisations/classes'
import type { Order } from '../../cloudfunctions/domain/payments/records'
import { campusDay, startOfCampusDay } from '../../cloudfunctions/platform/campus-time'
import { derivedId } from '../../cloudfunctions/platform/ids'
import { bodies, bodyIds } from './bodies'
import { sampleOfflineGifts } from './offline-gifts'
import { pick, sequence } from './random'

export const projectIds = {
  scholarship: 'project-scholarship',
  library: 'project-library',
  laboratory: 'project-laboratory',
  finished: 'project-grove',
  classDrive: 'project-class-8503',
  proposed: 'project-shaker',
  draft: 'project-returned',
} as const

const yuan = 100

/** What every sample project says alike. */
const plain = {
  opensAt: null,
  closesAt: null,
  closesWhenFull: false,
  contact: { name: '校友总会办公室', phone: '027-5550 1957', wechat: '' },
  pictureIds: [],
  reason: '',
  revision: 1,
  createdBy: 'sample-editor',
  proposedBy: 'sample-editor',
  untold: false,
} as const

const placedIn = (bodyId: string) => ({
  bodyId,
  bodyPath: bodies.find(({ _id }) => _id === bodyId)?.bodyPath ?? [],
})

export const projects: readonly Project[] = [
  {
    _id: projectIds.scholarship,
    kind: 'scholarship',
    title: '银杏奖学金',
    summary: '资助家境困难、品学兼优的在校生，每人每年 5,000 元。',
    purpose:
      '银杏奖学金由校友发起，每年评选一次，由学生处公示名单。善款全部用于奖学金发放，不提取管理费；每学年末公布使用情况。',
    ...plain,
    ...placedIn(bodyIds.foundation),
    goalFen: 700_000 * yuan,
    presetsFen: [70 * yuan, 700 * yuan, 7_000 * yuan],
    minimumFen: 1 * yuan,
    status: 'open',
    order: 1,
  },
  {
    _id: projectIds.library,
    kind: 'oneYuan',
    title: '七十周年校庆 · 一元一书',
    summary: '一元起捐，为新图书馆添一本书，人人都能参与。',
    purpose: '为七十周年校庆落成的新图书馆购置图书七万册。捐赠者姓名将按届别镌刻于图书馆电子墙。',
    ...plain,
    ...placedIn(bodyIds.university),
    goalFen: 210_000 * yuan,
    presetsFen: [1 * yuan, 70 * yuan, 1_957 * yuan],
    minimumFen: 1 * yuan,
    status: 'open',
    order: 2,
  },
  {
    _id: projectIds.laboratory,
    kind: 'laboratory',
    title: '智能制造联合实验室',
    summary: '机械与计算机两院共建，面向本科生开放。',
    purpose: '用于购置教学机器人、数控实验台与学生竞赛耗材，实验室向全校本科生开放预约。',
    ...plain,
    ...placedIn(bodyIds.mechanical),
    goalFen: 3_000_000 * yuan,
    presetsFen: [700 * yuan, 7_000 * yuan, 70_000 * yuan],
    minimumFen: 10 * yuan,
    status: 'open',
    order: 3,
  },
  {
    _id: projectIds.finished,
    kind: 'other',
    title: '百株银杏认养',
    summary: '校友林首批银杏已全部认养，谢谢您。',
    purpose: '校友林首批一百株银杏由校友与班级共同认养，现已完成种植。',
    ...plain,
    ...placedIn(bodyIds.foundation),
    goalFen: 100_000 * yuan,
    presetsFen: [100 * yuan, 1_000 * yuan],
    minimumFen: 1 * yuan,
    status: 'closed',
    order: 4,
  },
  {
    _id: projectIds.classDrive,
    kind: 'class',
    title: '机制 8503 班毕业三十七年班级捐',
    summary: '三十二名同学，一个也不少。',
    purpose: '为母校机械学院的学生竞赛工坊添置工具。班级联络人每季度在班级群里公布使用情况。',
    ...plain,
    ...placedIn(classIdOf({ collegeId: bodyIds.mechanical, entryYear: 1985, className: '机制 8503 班' })),
    goalFen: 85_030 * yuan,
    presetsFen: [85 * yuan, 850 * yuan, 8_503 * yuan],
    minimumFen: 1 * yuan,
    status: 'open',
    order: 5,
  },
  {
    _id: projectIds.proposed,
    kind: 'laboratory',
    title: '桥梁结构振动台',
    summary: '土木学院本科教学用振动台一台。',
    purpose: '用于购置教学用振动台与传感器，预算七万元，验收后公布采购结果。',
    ...plain,
    ...placedIn(bodyIds.civil),
    goalFen: 70_000 * yuan,
    presetsFen: [70 * yuan, 700 * yuan],
    minimumFen: 1 * yuan,
    closesWhenFull: true,
    status: 'proposed',
    order: 6,
  },
  {
    _id: projectIds.draft,
    kind: 'other',
    title: '校友林第二期',
    summary: '',
    purpose: '在镜湖东岸再种一百株银杏，由校友与班级认养。',
    ...plain,
    ...placedIn(bodyIds.university),
    goalFen: 0,
    presetsFen: [100 * yuan],
    minimumFen: 1 * yuan,
    status: 'draft',
    reason: '请写明养护费用由谁承担',
    order: 7,
  },
]

/** Where the sample gifts went; the others are still empty, as new projects are. */
const givenTo = projects.slice(0, 4)

const amountsYuan = [1, 7, 19.57, 70, 70, 100, 200, 700, 700, 1000, 1957, 7000, 20_000]
const giftCount = 96
const dayMs = 86_400_000

/** Documents of every collection that giving fills. */
export function sampleGiving(people: readonly Person[], nowMs: number) {
  const chance = sequence(70)
  const todayMs = startOfCampusDay(campusDay(new Date(nowMs))).getTime()
  const donors = people.filter(({ verification }) => verification.status === 'verified')
  const given = Array.from({ length: giftCount }, (_, index) => {
    const donor = pick(chance, donors)
    const project = pick(chance, givenTo)
    const amountFen = Math.round(pick(chance, amountsYuan) * yuan)
    // Up to yesterday: WeChat Pay's sandbox knows nothing of them, and will be asked for today's bill tomorrow.
    const paidAt = new Date(todayMs - 1 - Math.floor(chance() * 119 * dayMs) - index * 1000)
    return documentsOf(index, donor, project, amountFen, paidAt, chance() < 0.15)
  })
  const offline = sampleOfflineGifts(nowMs)
  return {
    projects,
    bankRows: offline.bankRows,
    projectNotes: sampleNotes(nowMs),
    gifts: [...given.map(({ gift }) => gift), ...offline.gifts],
    orders: given.map(({ order }) => order),
    ledger: [...given.map(({ entry }) => entry), ...offline.ledger],
  }
}

/** What donors of the scholarship were told last term. */
const sampleNotes = (nowMs: number): readonly Note[] => [
  {
    _id: 'sample-note-progress',
    projectId: projectIds.scholarship,
    kind: 'progress',
    text: '本学年评选已经完成，共有十二名同学获得银杏奖学金，名单由学生处公示。',
    spentFen: null,
    at: new Date(nowMs - 40 * dayMs),
    byPersonId: 'sample-editor',
    upTo: '',
    untold: false,
  },
  {
    _id: 'sample-note-spending',
    projectId: projectIds.scholarship,
    kind: 'spending',
    text: '奖学金已发放到十二名同学手中，每人 500 元。',
    spentFen: 6_000 * yuan,
    at: new Date(nowMs - 12 * dayMs),
    byPersonId: 'sample-editor',
    upTo: '',
    untold: false,
  },
]

/** Those in Beijing give in the name of their branch. */
const inNameOf = (donor: Person): Pick<Gift, 'donorName' | 'donorKind' | 'creditedTo'> =>
  donor.bodyPath.includes(bodyIds.beijing)
    ? { donorName: '北京校友会', donorKind: 'branch', creditedTo: bodyIds.beijing }
    : { donorName: donor.name, donorKind: 'person', creditedTo: '' }

function documentsOf(
  index: number,
  donor: Person,
  project: Project,
  amountFen: number,
  paidAt: Date,
  isAnonymous: boolean,
): { gift: Gift; order: Order; entry: LedgerEntry } {
  const orderNo = `DSAMPLE${String(index).padStart(6, '0')}`
  const transactionId = `4200000000SAMPLE${String(index).padStart(6, '0')}`
  const giftId = derivedId('gift', orderNo)
  const order: Order = {
    _id: orderNo,
    personId: donor._id,
    openid: '',
    purpose: { kind: 'gift', giftId, projectId: project._id, isAnonymous },
    description: `捐赠 ${project.title}`,
    amountFen,
    state: 'paid',
    createdAt: paidAt,
    expiresAt: paidAt,
    transactionId,
    paidAt,
  }
  const gift: Gift = {
    _id: giftId,
    personId: donor._id,
    ...inNameOf(donor),
    isAnonymous,
    words: { text: '', state: 'none' },
    intent: '',
    projectId: project._id,
    orderNo,
    way: 'wechat',
    amountFen,
    keptFen: amountFen,
    goods: [],
    worthFen: null,
    details: '',
    status: 'received',
    createdAt: paidAt,
    receivedAt: paidAt,
    untold: false,
    bankRowId: '',
    corrections: 0,
    unentered: null,
  }
  return { gift, order, entry: paymentEntry(order, transactionId, paidAt) }
}
