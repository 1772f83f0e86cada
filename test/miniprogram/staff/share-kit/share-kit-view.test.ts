import type { KitChannel, Shareable } from '../../../../miniprogram/contract/codes'
import type { Output } from '../../../../miniprogram/contract/index'
import { kitViewOf, textOf } from '../../../../miniprogram/staff/share-kit/share-kit-view'

const channel = (changes: Partial<KitChannel> = {}): KitChannel => ({
  kind: 'chat',
  scene: 's',
  openedTimes: 9,
  registrations: 1,
  signUps: 4,
  gifts: 2,
  givenFen: undefined,
  ...changes,
})
const kit = (changes: Partial<Output<'codes.readKit'>> = {}): Output<'codes.readKit'> => ({
  title: '返校日',
  startsAt: Date.parse('2027-10-16T09:00:00+08:00'),
  words: '南校门',
  channels: [channel()],
  isMaker: true,
  until: 0,
  ...changes,
})
const figures = (opens: Shareable, one: KitChannel) =>
  kitViewOf(opens, kit({ channels: [one] })).channels[0]?.figures.map(({ figure, unit }) => figure + unit)

test('an event is told with when and where, a project with what it is for, all else with what it is about', () => {
  expect(textOf('event', kit()).split('\n')).toEqual([
    '【活动】返校日',
    '时间：2027年10月16日 周六 09:00',
    '地点：南校门',
    '欢迎报名，期待与您相聚。',
  ])
  expect(textOf('project', kit({ title: '奖学金', startsAt: undefined, words: '' })).split('\n')).toEqual([
    '【捐赠项目】奖学金',
    '点滴心意，皆有回响。',
  ])
  expect(textOf('article', kit({ title: '银杏又黄', words: '' })).split('\n')).toEqual([
    '【银杏又黄】',
    '欢迎阅读，也欢迎转给同窗。',
  ])
  expect(textOf('anniversary', kit({ title: '七十周年', words: '同心' })).split('\n')).toEqual([
    '【校庆】七十周年',
    '同心',
    '2027年10月16日 周六',
    '诚邀您一同庆贺。',
  ])
})

test('each channel shows what people came for; sums only where they are told', () => {
  expect(figures('event', channel())).toEqual(['9次打开', '4人报名', '1人登记'])
  expect(figures('project', channel())).toEqual(['9次打开', '2笔捐赠', '1人登记'])
  expect(figures('project', channel({ givenFen: 12_300 }))).toEqual([
    '9次打开',
    '2笔捐赠',
    '123元',
    '1人登记',
  ])
  expect(figures('article', channel())).toEqual(['9次打开', '1人登记', '4人报名', '2笔捐赠'])
})

test('where nobody can scan there is a link, and for a menu the path of a page', () => {
  const acts = (kind: KitChannel['kind']) =>
    kitViewOf('event', kit({ channels: [channel({ kind })] })).channels[0]?.acts.map(({ act }) => act)
  expect([acts('poster'), acts('menu'), acts('qq'), acts('weibo')]).toEqual([
    ['poster'],
    ['path'],
    ['words', 'link'],
    ['words', 'link'],
  ])
})
