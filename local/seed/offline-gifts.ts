/** Gifts outside WeChat Pay in every state, and lines of the bank that wait to be claimed. */
import type { BankRowRecord } from '../../cloudfunctions/domain/giving/offline/records'
import type { Gift } from '../../cloudfunctions/domain/giving/records'
import type { LedgerEntry } from '../../cloudfunctions/domain/ledger/records'
import { receiptEntry } from '../../cloudfunctions/domain/ledger/rules'
import { derivedId, personIdOf } from '../../cloudfunctions/platform/ids'
import { personas } from './personas'

const yuan = 100
const dayMs = 86_400_000

/** The code that the sample statement names. */
export const announcedCode = 'JZSAMPLE22'

const personIdFor = (key: string) => personIdOf(personas.find((persona) => persona.key === key)?.openid ?? '')

type Given = Pick<Gift, 'orderNo' | 'donorName' | 'donorKind' | 'projectId' | 'way' | 'status'> &
  Partial<Gift>

const gift = (given: Given, createdAt: Date): Gift => ({
  _id: derivedId('gift', given.orderNo),
  personId: '',
  creditedTo: '',
  isAnonymous: false,
  words: { text: '', state: 'fit' },
  intent: '',
  amountFen: 0,
  keptFen: given.amountFen ?? 0,
  goods: [],
  worthFen: null,
  details: '',
  createdAt,
  receivedAt: given.status === 'received' ? createdAt : null,
  untold: false,
  bankRowId: '',
  corrections: 0,
  unentered: null,
  ...given,
})

export function sampleOfflineGifts(nowMs: number): {
  readonly gifts: readonly Gift[]
  readonly ledger: readonly LedgerEntry[]
  readonly bankRows: readonly BankRowRecord[]
} {
  const daysAgo = (days: number) => new Date(nowMs - days * dayMs)
  const cheque = gift(
    {
      orderNo: 'JZSAMPLE23',
      donorName: '江城桥梁建设有限公司',
      donorKind: 'enterprise',
      projectId: 'project-laboratory',
      way: 'cheque',
      status: 'received',
      amountFen: 200_000 * yuan,
    },
    daysAgo(30),
  )
  const cash = gift(
    {
      orderNo: 'JZSAMPLE24',
      donorName: '一位老校友',
      donorKind: 'person',
      projectId: 'project-scholarship',
      way: 'cash',
      status: 'received',
      amountFen: 1_957 * yuan,
      isAnonymous: true,
    },
    daysAgo(21),
  )
  const transfer = gift(
    {
      orderNo: 'JZSAMPLE27',
      personId: personIdFor('enterprise'),
      donorName: '贺明川',
      donorKind: 'person',
      projectId: 'project-laboratory',
      way: 'transfer',
      status: 'received',
      amountFen: 19_570 * yuan,
      words: { text: '愿学弟学妹在这里造出大国重器', state: 'waiting' },
    },
    daysAgo(40),
  )
  const others = [
    gift(
      {
        orderNo: 'JZSAMPLE28',
        personId: personIdFor('enterprise'),
        donorName: '贺明川',
        donorKind: 'person',
        projectId: 'project-library',
        way: 'materials',
        status: 'received',
        goods: [{ name: '阅览桌椅', quantity: 24, unit: '套' }],
      },
      daysAgo(400),
    ),
    gift(
      {
        orderNo: announcedCode,
        personId: personIdFor('alumnus'),
        donorName: '周书恒',
        donorKind: 'person',
        projectId: 'project-scholarship',
        way: 'transfer',
        status: 'pledged',
        amountFen: 7_000 * yuan,
      },
      daysAgo(3),
    ),
    gift(
      {
        orderNo: 'JZSAMPLE25',
        personId: personIdFor('enterprise'),
        donorName: '贺明川',
        donorKind: 'person',
        projectId: 'project-library',
        way: 'materials',
        status: 'pledged',
        goods: [{ name: '专业图书', quantity: 300, unit: '册' }],
        details: '下月初由出版社直接送到图书馆',
      },
      daysAgo(2),
    ),
    gift(
      {
        orderNo: 'JZSAMPLE26',
        donorName: '北京校友会',
        donorKind: 'branch',
        projectId: 'project-laboratory',
        way: 'materials',
        status: 'received',
        goods: [{ name: '示波器', quantity: 12, unit: '台' }],
        worthFen: 96_000 * yuan,
      },
      daysAgo(9),
    ),
  ]
  const entries = [cheque, cash, transfer].map((one) => receiptEntry(one, one.amountFen, one.createdAt))
  const row: BankRowRecord = {
    _id: 'sample-bank-row',
    at: daysAgo(1),
    amountFen: 5_000 * yuan,
    payer: '江南一校友',
    memo: '祝母校七十岁生日快乐',
    serial: 'SAMPLE0001',
    state: 'open',
    giftId: '',
    reason: '',
    importedAt: daysAgo(1),
    byPersonId: personIdFor('treasurer'),
  }
  return { gifts: [cheque, cash, transfer, ...others], ledger: entries, bankRows: [row] }
}
