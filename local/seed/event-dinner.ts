/** The sample event with all that one may ask for: categories with quotas, companions, questions, guests of staff. */
import { bodyIds } from './bodies'
import { eventIds } from './event-ids'
import type { Sample } from './event-samples'

const companionNames = ['林念慈', '赵一诺', '陈慕白', '孙以宁', '吴清和'] as const

export const dinner: Sample = {
  id: eventIds.dinner,
  hostId: bodyIds.university,
  title: '校庆答谢晚宴',
  place: '镜湖宾馆宴会厅',
  description: '',
  art: 'lamp',
  address: '江城市镜湖东路 18 号',
  coHostIds: [bodyIds.foundation],
  blocks: [
    { kind: 'text', text: '七十年一路同行。请您与家人同来，和师长、同窗共进晚餐。' },
    { kind: 'list', items: ['17:30 入场', '18:00 致辞', '18:20 开宴，席间有校友合唱团演出'] },
  ],
  categories: [
    { categoryId: 'leader', name: '单位负责人', capacity: 8, givenBy: 'staff' },
    { categoryId: 'teacher', name: '教职工', capacity: 24, givenBy: 'person' },
    { categoryId: 'alumnus', name: '校友代表', capacity: 60, givenBy: 'person' },
  ],
  companionsAtMost: 1,
  questions: [
    {
      questionId: 'parking',
      kind: 'choice',
      label: '是否需要停车位',
      isRequired: true,
      options: ['需要', '不需要'],
    },
    {
      questionId: 'plate',
      kind: 'text',
      label: '车牌号（需要停车时）',
      isRequired: false,
      options: [],
    },
    {
      questionId: 'diet',
      kind: 'text',
      label: '饮食禁忌',
      isRequired: false,
      options: [],
      erasedIn: 50,
    },
  ],
  party: (place) => ({
    categoryId: place % 3 === 0 ? 'teacher' : 'alumnus',
    companions: place % 4 === 1 ? [companionNames[place % companionNames.length] ?? ''] : [],
    answers:
      place % 2 === 0
        ? { parking: '不需要', ...(place % 8 === 0 ? { diet: '素食' } : {}) }
        : { parking: '需要', ...(place % 3 === 0 ? { plate: `江A·${10_000 + place * 37}` } : {}) },
  }),
  guests: [
    { name: '江城市教育局 高局长', categoryId: 'leader', companions: ['随行秘书'] },
    { name: '镜湖集团 沈董事长', categoryId: 'leader', companions: [] },
    { name: '省校友联合会 白会长', categoryId: 'leader', companions: [] },
  ],
  startsIn: { days: 20, hour: 18, lastsHours: 3 },
  signUp: { opens: -8, closes: 15 },
  admission: 'verified',
  cancelsUntil: 17,
  capacity: 92,
  taken: 34,
  waiting: 0,
  checkedIn: 0,
}
