/** The records of the sample events: with who signed up, who waits and who came. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { placeOf } from '../../cloudfunctions/domain/events/publishing/content'
import type { Form } from '../../cloudfunctions/domain/events/questions'
import type { Answered, CheckIn, EventRecord, SignUp } from '../../cloudfunctions/domain/events/records'
import {
  capacitiesOf,
  guestPrefix,
  openCategoriesOf,
  type Seats,
} from '../../cloudfunctions/domain/events/seats'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { seal } from '../../cloudfunctions/platform/sealing'
import type { Question } from '../../miniprogram/contract/event-content'
import type { Answers } from '../../miniprogram/contract/questions'
import { bodyIds } from './bodies'
import { type Sample, type SampleParty, samples } from './event-samples'
import { personas } from './personas'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Midnight of today on the campus, in milliseconds. */
function campusMidnight(nowMs: number): number {
  const offsetMs = 8 * hourMs
  return Math.floor((nowMs + offsetMs) / dayMs) * dayMs - offsetMs
}

/** When a sample takes place, and when one signs up for it. */
function timesOf({ startsIn, signUp, cancelsUntil }: Sample, nowMs: number) {
  const midnight = campusMidnight(nowMs)
  const inDays = (days: number) => midnight + days * dayMs
  const startsAt =
    startsIn.hour === 'next'
      ? Math.ceil(nowMs / hourMs) * hourMs
      : inDays(startsIn.days) + startsIn.hour * hourMs
  return {
    startsAt,
    endsAt: startsAt + startsIn.lastsHours * hourMs,
    opensAt: inDays(signUp.opens),
    closesAt: signUp.closes === 'start' ? startsAt : inDays(signUp.closes),
    cancelsUntil: cancelsUntil === undefined ? null : new Date(inDays(cancelsUntil)),
    inDays,
  }
}
type Times = ReturnType<typeof timesOf>

const idOfPersona = (sought: string) => personIdOf(personas.find(({ key }) => key === sought)?.openid ?? '')

const questionsOf = ({ questions = [] }: Sample, { inDays }: Times): readonly Question[] =>
  questions.map(({ erasedIn, ...question }) =>
    erasedIn === undefined ? question : { ...question, erasesAt: inDays(erasedIn) },
  )

function eventOf(sample: Sample, times: Times, nowMs: number): EventRecord {
  const { hostId, place, meeting = null, cancelledFor } = sample
  const venue = {
    name: place,
    address: sample.address ?? '',
    ...(sample.point ? { point: sample.point } : {}),
  }
  const questions = questionsOf(sample, times)
  return {
    _id: sample.id,
    hostId,
    bodyPath: hostId === bodyIds.university ? [hostId] : [bodyIds.university, hostId],
    title: sample.title,
    coHostIds: sample.coHostIds ?? [],
    cover: { kind: 'art', art: sample.art ?? 'ginkgo' },
    blocks: sample.blocks ?? [{ kind: 'text', text: sample.description || '详情将陆续公布。' }],
    place: placeOf({ venue, meeting: meeting ?? undefined }),
    venue,
    meeting,
    agenda: (sample.agenda ?? []).map((part, index) => ({
      ...part,
      startsAt: times.startsAt + index * hourMs,
    })),
    startsAt: new Date(times.startsAt),
    endsAt: new Date(times.endsAt),
    cancelsUntil: times.cancelsUntil,
    categories: sample.categories ?? [],
    questions,
    formVersion: questions.length > 0 ? 1 : 0,
    recap: sample.recap ?? [],
    cancellation: cancelledFor ? { at: new Date(nowMs - dayMs), reason: cancelledFor } : null,
    unsettled: null,
    status: sample.isDraft ? 'draft' : cancelledFor ? 'cancelled' : 'published',
    revision: 1,
    createdBy: idOfPersona('editor'),
  }
}

/** Answers as they are kept: what is sensitive is sealed. */
function answeredOf(event: EventRecord, answers: Answers, secretKey: string): Answered {
  const sealed = event.questions.flatMap(({ questionId, erasesAt }) => {
    const answer = answers[questionId]
    if (erasesAt === undefined || answer === undefined) return []
    const words = seal('answer', `${event._id}:${questionId}`, JSON.stringify(answer), secretKey)
    return [[questionId, { words, erasesAt: new Date(erasesAt) }] as const]
  })
  const hidden = new Set(sealed.map(([questionId]) => questionId))
  const open = Object.entries(answers).filter(([questionId]) => !hidden.has(questionId))
  return {
    formVersion: event.formVersion,
    open: Object.fromEntries(open),
    sealed: Object.fromEntries(sealed),
  }
}

interface Joined extends SampleParty {
  readonly personId: string
  readonly name: string
  readonly at: Date
  readonly isWaiting: boolean
  readonly isGuest: boolean
}

const alone: SampleParty = { companions: [] }

/** Who is in or waits, in the order of their coming; guests whom staff entered come last. */
function joinedOf(sample: Sample, people: readonly Person[], opensAt: number, nowMs: number): Joined[] {
  const after = (place: number) => new Date(Math.min(opensAt + (place + 1) * 7 * minuteMs, nowMs - minuteMs))
  const came = people.slice(0, sample.taken + sample.waiting).map((person, place) => ({
    ...(sample.party?.(place) ?? alone),
    personId: person._id,
    name: person.name,
    at: after(place),
    isWaiting: place >= sample.taken,
    isGuest: false,
  }))
  const guests = (sample.guests ?? []).map((guest, place) => ({
    ...guest,
    personId: `${guestPrefix}sample-${sample.id}-${place}`,
    at: after(came.length + place),
    isWaiting: false,
    isGuest: true,
  }))
  return [...came, ...guests]
}

const sizeOf = ({ companions, categoryId }: SampleParty) => ({
  seats: 1 + companions.length,
  ...(categoryId === undefined ? {} : { categoryId }),
})

const scanIdOf = (place: number) => `sample-${place}`

function seatsOf(
  sample: Sample,
  event: EventRecord,
  times: Times,
  joined: readonly Joined[],
  entered: (place: number) => Date | undefined,
): Seats {
  const isIn = joined.filter(({ isWaiting }) => !isWaiting)
  const taken = (categoryId?: string) =>
    isIn
      .filter((one) => categoryId === undefined || one.categoryId === categoryId)
      .reduce((sum, party) => sum + sizeOf(party).seats, 0)
  const { capacity, capacityBy } = capacitiesOf(sample.capacity, event.categories)
  return {
    _id: sample.id,
    isOpen: event.status === 'published',
    ...(event.status === 'cancelled' ? { isCancelled: true as const } : {}),
    admission: sample.admission,
    admittedBodyIds: sample.admittedBodyIds ?? [],
    opensAt: new Date(times.opensAt),
    closesAt: new Date(times.closesAt),
    endsAt: event.endsAt,
    companionsAtMost: sample.companionsAtMost ?? 0,
    formVersion: event.formVersion,
    openCategories: openCategoriesOf(event.categories),
    capacity,
    capacityBy,
    left: capacity - taken(),
    leftBy: Object.fromEntries(
      Object.entries(capacityBy).map(([categoryId, most]) => [categoryId, most - taken(categoryId)]),
    ),
    resized: 0,
    changes: 0,
    waiting: joined.length - isIn.length,
    holders: Object.fromEntries(
      isIn.map((one, place) => {
        const enteredAt = entered(place)
        const scan = enteredAt ? { enteredAt, scanId: scanIdOf(place) } : {}
        return [one.personId, { at: one.at, ...sizeOf(one), ...scan }]
      }),
    ),
    queue: joined
      .filter(({ isWaiting }) => isWaiting)
      .map((one) => ({ holderId: one.personId, at: one.at, ...sizeOf(one) })),
  }
}

function signUpOf(event: EventRecord, one: Joined, secretKey: string): SignUp {
  const status = one.isWaiting ? 'waiting' : 'confirmed'
  const answered = one.answers && answeredOf(event, one.answers, secretKey)
  const erasures = Object.values(answered?.sealed ?? {}).map(({ erasesAt }) => erasesAt)
  return {
    _id: `${event._id}:${one.personId}`,
    eventId: event._id,
    personId: one.personId,
    name: one.name,
    ...sizeOf(one),
    companions: one.companions.map((name) => ({ name })),
    ...(answered ? { answered } : {}),
    ...(erasures[0] ? { erasesAt: erasures[0] } : {}),
    ...(one.isGuest ? { enteredBy: { personId: idOfPersona('editor'), name: '方静宜' } } : {}),
    status,
    joinedAt: one.at,
    changedAt: one.at,
    history: [{ status, seats: sizeOf(one).seats, at: one.at }],
    ticketVersion: 1,
    untold: false,
  }
}

function checkInOf(signUp: SignUp, place: number, at: Date): CheckIn {
  const { _id, eventId, personId, name, seats } = signUp
  const by = { byPersonId: idOfPersona('volunteer'), byName: '苏晓禾' }
  return {
    _id,
    eventId,
    personId,
    name,
    seats,
    way: 'ticket',
    scanId: scanIdOf(place),
    at,
    receivedAt: at,
    ...by,
  }
}

function build(sample: Sample, people: readonly Person[], nowMs: number, secretKey: string) {
  const times = timesOf(sample, nowMs)
  const event = eventOf(sample, times, nowMs)
  const joined = joinedOf(sample, people, times.opensAt, nowMs)
  const entered = (place: number) =>
    place < sample.checkedIn
      ? new Date(Math.min(times.startsAt - 40 * minuteMs + place * 20_000, nowMs - 30_000))
      : undefined
  const signUps = joined.map((one) => signUpOf(event, one, secretKey))
  const form: Form = {
    _id: `${event._id}:${event.formVersion}`,
    eventId: event._id,
    version: event.formVersion,
    questions: event.questions,
  }
  return {
    event,
    forms: event.formVersion > 0 ? [form] : [],
    seats: seatsOf(sample, event, times, joined, entered),
    signUps,
    checkIns: signUps.flatMap((signUp, place) => {
      const at = entered(place)
      return at ? [checkInOf(signUp, place, at)] : []
    }),
  }
}

/** Documents of every collection that events fill. Of the personas, one alone has signed up, and for everything. */
export function sampleEvents(people: readonly Person[], nowMs: number, secretKey: string) {
  const busy = idOfPersona('comptroller')
  const idle = new Set(personas.map(({ openid }) => personIdOf(openid)))
  const guests = people.filter(
    ({ _id, verification }) => verification.status === 'verified' && !idle.has(_id),
  )
  const everybody = [...people.filter(({ _id }) => _id === busy), ...guests]
  const built = samples.map((sample) => build(sample, everybody, nowMs, secretKey))
  return {
    events: built.map(({ event }) => event),
    eventForms: built.flatMap(({ forms }) => forms),
    seats: built.map(({ seats }) => seats),
    signUps: built.flatMap(({ signUps }) => signUps),
    checkIns: built.flatMap(({ checkIns }) => checkIns),
  }
}
