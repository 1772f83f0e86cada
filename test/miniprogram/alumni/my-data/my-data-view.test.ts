import { consentWords, myDataView } from '../../../../miniprogram/alumni/my-data/my-data-view'
import type { MyData } from '../../../../miniprogram/contract/my-data'

const now = Date.parse('2026-11-20T09:30:00+08:00')
const given = Date.parse('2026-09-21T09:30:00+08:00')

const data = (changes: Partial<MyData> = {}): MyData => ({
  sections: [
    {
      title: '个人信息',
      columns: ['项目', '内容'],
      rows: [
        ['姓名', '周书恒'],
        ['工作单位', ''],
      ],
    },
    { title: '活动报名', columns: ['活动', '状态', '签到时间'], rows: [['返校日', '已报名', '']] },
    { title: '捐赠', columns: ['项目', '金额（元）', '状态'], rows: [] },
    { title: '工作角色', columns: ['角色', '范围'], rows: [] },
  ],
  consent: { version: '2026-11', at: given, narrowedAt: undefined },
  farewell: undefined,
  holdsRoles: false,
  ...changes,
})

test('a pair stands side by side, a longer row as a line with a note, and what is not told is left out', () => {
  expect(myDataView(data(), now)).toMatchObject({
    sections: [
      { title: '个人信息', rows: [{ main: '姓名', value: '周书恒', note: '' }] },
      { title: '活动报名', rows: [{ main: '返校日', value: '', note: '状态 已报名' }] },
    ],
    empty: '捐赠、工作角色',
  })
})

test.each([
  ['given', undefined, false, '您于 9月21日 周一 09:30 同意了《隐私说明》2026-11 版'],
  [
    'narrowed',
    now,
    true,
    '您于 9月21日 周一 09:30 同意了《隐私说明》2026-11 版，并于 11月20日 周五 09:30 撤回了对非必要信息的同意',
  ],
] as const)('consent %s is said with its version and its times', (_what, narrowedAt, isNarrowed, words) => {
  const consent = { version: '2026-11', at: given, narrowedAt }
  expect(consentWords(consent, now)).toBe(words)
  expect(myDataView(data({ consent }), now).isNarrowed).toBe(isNarrowed)
})

test('whoever asked to leave is told the day until which it can be taken back', () => {
  const farewell = { askedAt: now, erasesAt: now + 7 * 86_400_000 }
  expect(myDataView(data({ farewell }), now).erasesAt).toBe('11月27日 周五')
  expect(myDataView(data(), now).erasesAt).toBe('')
})
