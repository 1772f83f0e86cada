/** The parts of an event as the editor's first page lists them: what each says by now, and the page that opens it. */
import { coverArts } from '../../contract/event-content'
import { admissions } from '../../contract/events'
import { formatMoment } from '../../utils/date'
import type { EventForm, FormField } from './event-form'

/** The fields that each page of the editor asks for. */
export const parts = {
  words: ['cover', 'blocks'],
  place: ['venue', 'meeting'],
  terms: ['admission', 'admittedBodyIds', 'signUpOpensAt', 'signUpClosesAt', 'cancelsUntil'],
  party: ['companionsAtMost', 'categories'],
  questions: ['questions'],
  agenda: ['agenda'],
  coHosts: ['coHostIds'],
} as const satisfies Record<string, readonly FormField[]>
export type Part = keyof typeof parts

export interface Row {
  readonly part: Part
  readonly label: string
  readonly value: string
  readonly url: string
}

const said = (sentences: readonly string[]) => sentences.filter((one) => one !== '').join(' · ')

function wordsOf({ cover, blocks }: EventForm): string {
  const picture = cover.kind === 'art' ? `${coverArts[cover.art]}线描` : '照片封面'
  return said([picture, blocks.length === 0 ? '还没有介绍' : `介绍 ${blocks.length} 段`])
}

function placeOf({ venue, meeting }: EventForm): string {
  const details = said([venue.address, venue.point ? '已标在地图上' : '', meeting?.platform ?? ''])
  return details === '' ? '没有填写' : details
}

function termsOf(form: EventForm, nowMs: number): string {
  const whom =
    form.admission === 'bodies' ? `${form.admittedBodyIds.length} 个组织的校友` : admissions[form.admission]
  return said([whom, `${formatMoment(form.signUpClosesAt, nowMs)} 截止`])
}

const partyOf = ({ companionsAtMost, categories }: EventForm): string =>
  said([
    companionsAtMost === 0 ? '不带同行人' : `可带 ${companionsAtMost} 人`,
    categories.length === 0 ? '不分类别' : categories.map(({ name }) => name || '未命名').join('、'),
  ])

const counted = (count: number, unit: string, nothing: string) => (count === 0 ? nothing : `${count} ${unit}`)

export function rowsOf(
  form: EventForm,
  names: Readonly<Record<string, string>>,
  nowMs: number,
): readonly Row[] {
  const coHosts = form.coHostIds.map((bodyId) => names[bodyId] ?? '其他单位').join('、')
  return [
    { part: 'words', label: '封面与介绍', value: wordsOf(form), url: 'event-words/event-words?' },
    { part: 'place', label: '详细地址与线上会议', value: placeOf(form), url: 'event-place/event-place?' },
    {
      part: 'terms',
      label: '谁能报名、何时报名',
      value: termsOf(form, nowMs),
      url: 'event-terms/event-terms?',
    },
    { part: 'party', label: '同行人与参加类别', value: partyOf(form), url: 'event-party/event-party?' },
    {
      part: 'questions',
      label: '报名问题',
      value: counted(form.questions.length, '个问题', '不提问'),
      url: 'event-questions/event-questions?',
    },
    {
      part: 'agenda',
      label: '议程',
      value: counted(form.agenda.length, '个环节', '没有填写'),
      url: 'event-agenda/event-agenda?',
    },
    {
      part: 'coHosts',
      label: '协办单位',
      value: coHosts === '' ? '没有' : coHosts,
      url: 'event-bodies/event-bodies?field=coHostIds&',
    },
  ]
}
