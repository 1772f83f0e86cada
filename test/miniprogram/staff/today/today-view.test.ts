import type { Role } from '../../../../miniprogram/contract/roles'
import { todayView } from '../../../../miniprogram/staff/today/today-view'

const nowMs = Date.parse('2027-03-05T12:00:00+08:00')
const body = { bodyId: 'civil', name: '土木学院' }

const viewFor = (role: Role, counts: readonly number[] = []) =>
  todayView(
    {
      roles: [{ role, body }],
      waiting: counts.map((count, index) => ({ what: `事项${index}`, url: '/', count })),
      numbers: [],
      events: [],
    },
    nowMs,
  )

const titles = (role: Role) => viewFor(role).groups.flatMap(({ links }) => links.map(({ title }) => title))

describe('the staff door', () => {
  it('offers each role what it allows, and nothing else', () => {
    expect(titles('volunteer')).toEqual(['现场签到', '筹备看板'])
    expect(titles('editor')).toEqual([
      '新建活动',
      '活动管理',
      '校庆与首页',
      '二维码',
      '通知',
      '捐赠项目',
      '筹备看板',
      '角色与邀请',
    ])
    expect(titles('administrator')).toEqual([
      '新建活动',
      '活动管理',
      '校庆与首页',
      '校友查询',
      '重复登记',
      '名册导入',
      '校友概况',
      '二维码',
      '通知',
      '捐赠项目',
      '筹备看板',
      '角色与邀请',
      '组织管理',
      '操作记录',
    ])
    expect(titles('reviewer')).toEqual([
      '校友查询',
      '重复登记',
      '名册导入',
      '校友概况',
      '二维码',
      '通知',
      '筹备看板',
    ])
    expect(titles('treasurer')).toEqual([
      '捐赠项目',
      '账目与退款',
      '线下捐赠',
      '捐赠留言',
      '捐赠票据',
      '筹备看板',
    ])
  })

  it('shows what waits, and says so when nothing does', () => {
    expect(viewFor('reviewer', [6, 0])).toMatchObject({ waiting: [{ what: '事项0', count: 6 }], done: '' })
    expect(viewFor('reviewer', [0, 0])).toMatchObject({ waiting: [], done: '都处理完了' })
  })

  it('names my roles and their bodies, and the day', () => {
    expect(viewFor('editor')).toMatchObject({ roles: ['编辑 · 土木学院'], day: '3月5日 周五' })
  })
})
