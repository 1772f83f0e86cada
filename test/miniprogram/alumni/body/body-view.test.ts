import { bodyViewOf } from '../../../../miniprogram/alumni/body/body-view'
import type { Me } from '../../../../miniprogram/contract/alumni'
import type { BodyPage } from '../../../../miniprogram/contract/organisations'

const page = (changes: Partial<BodyPage> = {}): BodyPage => ({
  bodyId: 'b',
  name: '北京校友会',
  kind: 'branch',
  entryYear: undefined,
  parent: { bodyId: 'u', name: '江城理工大学' },
  path: [{ bodyId: 'u', name: '江城理工大学' }],
  intro: '第一段\n\n第二段',
  contact: { name: '', phone: '', wechat: '' },
  leads: undefined,
  memberCount: undefined,
  events: [],
  projects: [],
  articles: [],
  credited: undefined,
  below: [],
  hasMoreBelow: false,
  classYears: [],
  standing: 'none',
  decides: false,
  ...changes,
})
const me = (status?: 'pending' | 'verified' | 'refused') =>
  ({ person: status && { status } }) as unknown as Me

test.each([
  ['a visitor registers first', page(), me(), 'register', 'none'],
  ['who waits is told', page(), me('pending'), 'card', 'none'],
  ['who was refused is offered nothing', page(), me('refused'), 'none', 'none'],
  ['who may joins', page({ standing: 'may join' }), me('verified'), 'join', 'none'],
  ['who asked may take it back', page({ standing: 'asked' }), me('verified'), 'none', 'take back'],
  ['who joined may leave', page({ standing: 'joined' }), me('verified'), 'none', 'leave'],
  ['who belongs need do nothing', page({ standing: 'belongs' }), me('verified'), 'none', 'none'],
  ['nobody joins a college', page({ kind: 'college' }), me(), 'none', 'none'],
] as const)('%s', (_who, shown, who, next, out) => {
  const view = bodyViewOf(shown, who)
  expect({ next: view.next.act, out: view.out.act }).toEqual({ next, out })
})

test('few members are not counted, and an empty contact is no contact', () => {
  expect(bodyViewOf(page(), me())).toMatchObject({
    members: '',
    hasContact: false,
    intro: ['第一段', '第二段'],
  })
  const known = page({ memberCount: 21, contact: { name: '', phone: '010', wechat: '' } })
  expect(bodyViewOf(known, me())).toMatchObject({ members: '21 位认证校友', hasContact: true })
})
