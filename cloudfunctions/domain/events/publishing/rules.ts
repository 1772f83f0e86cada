/** What makes an event fit to be published, what of a change people are told, and which pictures may be shown; pure. */
import type { FieldMessages } from '../../../../miniprogram/contract/errors'
import { type Block, type Cover, eventPictureFolder } from '../../../../miniprogram/contract/event-content'
import type { EventContent } from '../../../../miniprogram/contract/event-editing'
import { campusTime } from '../../../platform/campus-time'
import type { EventRecord } from '../records'
import { capacitiesOf, type SeatCounts } from '../seats'

/** What does not fit together; undefined when all does. */
export function contentProblems(content: EventContent): FieldMessages | undefined {
  const { startsAt, endsAt, signUpOpensAt, signUpClosesAt, cancelsUntil } = content
  if (content.venue.name === '' && !content.meeting) return { 'venue.name': '请填写地点或线上会议' }
  if (endsAt <= startsAt) return { endsAt: '结束时间应晚于开始时间' }
  if (signUpClosesAt <= signUpOpensAt) return { signUpClosesAt: '报名截止应晚于报名开始' }
  // The queue serves people until the closing time, and nobody may be given a seat when it is all over.
  if (signUpClosesAt > endsAt) return { signUpClosesAt: '报名截止不应晚于活动结束' }
  if (cancelsUntil !== undefined && cancelsUntil > endsAt) return { cancelsUntil: '取消截止不应晚于活动结束' }
  if (content.admission === 'bodies' && content.admittedBodyIds.length === 0)
    return { admittedBodyIds: '请选择可参加的单位' }
  if (content.companionsAtMost >= content.capacity) return { companionsAtMost: '随行人数应少于名额' }
  return listProblems(content)
}

const hasTwins = (values: readonly string[]) => new Set(values).size < values.length

function listProblems({ categories, questions, capacity, endsAt }: EventContent): FieldMessages | undefined {
  if (
    hasTwins(categories.map(({ name }) => name)) ||
    hasTwins(categories.map(({ categoryId }) => categoryId))
  )
    return { categories: '类别名称不能重复' }
  const large = categories.find((category) => (category.capacity ?? 0) > capacity)
  if (large) return { categories: `“${large.name}”的名额不应多于总名额` }
  if (hasTwins(questions.map(({ questionId }) => questionId))) return { questions: '问题重复了' }
  if (questions.some(({ options }) => hasTwins(options))) return { questions: '同一问题的选项不能重复' }
  if (questions.some(({ erasesAt }) => erasesAt !== undefined && erasesAt <= endsAt))
    return { questions: '敏感信息的清除日期应在活动结束之后' }
  return undefined
}

/** Which capacities are below the seats already given; undefined when none is. */
export function capacityProblems(seats: SeatCounts, content: EventContent): FieldMessages | undefined {
  const given = seats.capacity - seats.left
  if (content.capacity < given) return { capacity: `已有${given}人确认，名额不能更少` }
  const { capacityBy } = capacitiesOf(content.capacity, content.categories)
  const short = Object.keys(seats.capacityBy).find(
    (categoryId) =>
      (capacityBy[categoryId] ?? 0) < (seats.capacityBy[categoryId] ?? 0) - (seats.leftBy[categoryId] ?? 0),
  )
  return short === undefined
    ? undefined
    : { categories: '有类别已报名的人数多于新的名额，请改多一些或保留该类别' }
}

type Told = Pick<EventRecord, 'title' | 'place' | 'startsAt' | 'endsAt' | 'venue'>

/** What people who signed up must know of a change, one sentence each; none when it does not concern them. */
export function changesInWords(before: Told, after: Told): string[] {
  const isMoved = before.startsAt.getTime() !== after.startsAt.getTime()
  const endsOtherwise = before.endsAt.getTime() !== after.endsAt.getTime()
  return [
    ...(before.title === after.title ? [] : [`活动改名为“${after.title}”`]),
    ...(isMoved ? [`时间改为 ${campusTime(after.startsAt)}`] : []),
    ...(!isMoved && endsOtherwise ? [`结束时间改为 ${campusTime(after.endsAt)}`] : []),
    ...(before.place === after.place && before.venue.address === after.venue.address
      ? []
      : [`地点改为 ${[after.place, after.venue.address].filter((part) => part !== '').join('，')}`]),
  ]
}

/** Whether a fileID is a picture of an event, of this environment and no other; with a person, sent by them. */
export function isEventPicture(fileId: string, environment: string, personId?: string): boolean {
  const [, host = '', folder = ''] =
    /^cloud:\/\/([^/]+)\/(events\/[A-Za-z0-9_-]+)\/[A-Za-z0-9-]+\.(?:jpg|png)$/.exec(fileId) ?? []
  const isOurs = host.startsWith(`${environment}.`) && folder !== ''
  return isOurs && (personId === undefined || folder === eventPictureFolder(personId))
}

/** The pictures that an event shows. */
export const picturesOf = (cover: Cover | undefined, blocks: readonly Block[]): string[] => [
  ...(cover?.kind === 'picture' ? [cover.fileId] : []),
  ...blocks.flatMap((block) => (block.kind === 'picture' ? [block.fileId] : [])),
]
