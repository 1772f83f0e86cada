import type { Role } from '../../../../miniprogram/contract/roles'
import { todayView } from '../../../../miniprogram/staff/today/today-view'

const nowMs = Date.parse('2027-03-05T12:00:00+08:00')
const body = { bodyId: 'civil', name: '土木学院' }

const viewFor = (role: Role, registrationsWaiting?: number) =>
  todayView({ roles: [{ role, body }], registrationsWaiting, events: [] }, nowMs)

const titles = (role: Role) => viewFor(role).links.map(({ title }) => title)

describe('the staff door', () => {
  it('offers each role what it allows, and nothing else', () => {
    expect(titles('volunteer')).toEqual(['现场签到'])
    expect(titles('editor')).toEqual(['新建活动', '活动管理', '新闻管理', '二维码', '捐赠项目'])
    expect(titles('administrator')).toEqual([
      '新建活动',
      '活动管理',
      '新闻管理',
      '校友查询',
      '重复登记',
      '名册导入',
      '二维码',
      '捐赠项目',
      '组织管理',
    ])
    expect(titles('reviewer')).toEqual(['新闻管理', '校友查询', '重复登记', '名册导入', '二维码'])
    expect(titles('treasurer')).toEqual(['捐赠项目', '账目与退款', '线下捐赠', '捐赠留言', '捐赠票据'])
  })

  it('shows what waits to those who review, also when nothing does', () => {
    expect(viewFor('reviewer', 6)).toMatchObject({ reviews: true, waiting: 6 })
    expect(viewFor('reviewer', 0)).toMatchObject({ reviews: true, waiting: 0 })
    expect(viewFor('editor', undefined)).toMatchObject({ reviews: false })
  })

  it('names my roles and their bodies, and the day', () => {
    expect(viewFor('editor')).toMatchObject({ roles: ['编辑 · 土木学院'], day: '3月5日 周五' })
  })
})
