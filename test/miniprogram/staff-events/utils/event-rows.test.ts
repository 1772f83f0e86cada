import { newForm } from '../../../../miniprogram/staff-events/utils/event-form'
import { rowsOf } from '../../../../miniprogram/staff-events/utils/event-rows'

const nowMs = Date.parse('2027-03-05T09:30:00+08:00')
const said = (form: ReturnType<typeof newForm>) =>
  Object.fromEntries(rowsOf(form, { civil: '土木学院' }, nowMs).map(({ part, value }) => [part, value]))

describe('the first page of the editor says of each part', () => {
  const form = newForm(nowMs, 'university')

  it('that nothing more is needed for a simple event', () => {
    expect(said(form)).toEqual({
      words: '线描“银杏” · 还没有介绍',
      place: '没有填写',
      terms: '所有登记的人 · 3月12日 周五 13:00 截止',
      party: '不带同行人 · 不分类别',
      questions: '不提问',
      agenda: '没有填写',
      coHosts: '没有',
    })
  })

  it('what it holds', () => {
    const full = {
      ...form,
      cover: { kind: 'picture' as const, fileId: 'cloud://e/events/p/a.jpg' },
      blocks: [{ kind: 'text' as const, text: '介绍' }],
      venue: { name: '南校门', address: '镜湖路 7 号', point: { latitude: 1, longitude: 2 } },
      meeting: { platform: '腾讯会议', code: '' },
      admission: 'bodies' as const,
      admittedBodyIds: ['civil'],
      companionsAtMost: 2,
      categories: [{ categoryId: 'a', name: '', givenBy: 'person' as const }],
      coHostIds: ['civil', 'gone'],
    }
    expect(said(full)).toMatchObject({
      words: '照片封面 · 介绍 1 段',
      place: '镜湖路 7 号 · 已标在地图上 · 腾讯会议',
      terms: '1 个组织的校友 · 3月12日 周五 13:00 截止',
      party: '可带 2 人 · 未命名',
      coHosts: '土木学院、其他单位',
    })
  })
})
