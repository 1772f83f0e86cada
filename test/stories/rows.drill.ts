/** Story: where there are more than fifty of everything, whoever may see all of it is told of fifty at a time. */
import { isReading } from '../../cloudfunctions/platform/allowance'
import { rowsAtMost } from '../../cloudfunctions/platform/cursor'
import { bodyIds } from '../../local/seed/body-ids'
import { anniversaryIds } from '../../local/seed/celebration'
import { eventIds } from '../../local/seed/event-ids'
import { projectIds } from '../../local/seed/giving'
import { type ActionName, contract } from '../../miniprogram/contract/index'
import { crowd, everyoneId, everyoneKey } from '../support/crowded-world'
import { fittingInput, type Known } from '../support/fitting-inputs'
import { TestWorld } from '../support/world'

/** So many rows there are of everything at least, where a page is full. */
const fullPage = 20

/** What is told whole, however much it is. */
const toldWhole: Readonly<Record<string, string>> = {
  'myData.read.sections[].rows': 'whoever asks what is kept of them is told all of it',
  'organisations.listMine.bodies': 'what one person belongs to, each joined by hand',
  'people.read.memberships': 'what one person belongs to, each joined by hand',
}

/** Lists of which there are never many, or of which only a few are shown, by why. */
const fewBecause: Readonly<Record<string, readonly string[]>> = {
  'what one thing or one person consists of': [
    'alumni.readCard.educations',
    'alumni.readProfile.educations',
    'celebration.readAnniversary.activities',
    'celebration.readAnniversary.history',
    'celebration.readDraft.pictures',
    'celebration.readHome.blocks',
    'celebration.previewHome.blocks',
    'events.listSignUps.categories',
    'events.readDoor.byCategory',
    'events.readDraft.bodies',
    'events.readDraft.pictures',
    'events.readDraft.recap',
    'events.readForm.categories',
    'events.readForm.questions',
    'events.readSignUp.answers',
    'events.readSignUp.history',
    'giving.readManaged.pictures',
    'giving.readStatement.years',
    'merges.read.fields',
    'merges.read.moves',
    'news.readManaged.pictures',
    'organisations.readBody.leads',
    'organisations.readBody.path',
    'people.read.vouches',
    'registrations.listForLead.classes',
    'registrations.read.vouches',
    'roster.list.bodies',
    'treasury.readPayment.ledger',
    'treasury.readPayment.refunds',
  ],
  'a first look, with a way to all of them': [
    'giving.readProject.latest',
    'news.list.articles',
    'organisations.readBody.articles',
    'organisations.readBody.below',
    'organisations.readBody.events',
    'organisations.readBody.projects',
    'staff.readToday.events',
    'staff.readToday.waiting',
    'staff.search.found',
  ],
  'kinds of which there are no more': [
    'alumni.readMe.roles',
    'codes.readKit.channels',
    'events.listFeedback.counts',
    'events.readDoorCodes.codes',
    'giving.listManaged.missing',
    'organisations.listBelow.classYears',
    'organisations.listManaged.classYears',
    'organisations.listManaged.foundable',
    'organisations.readBody.classYears',
    'roles.listOpenings.roles',
    'staff.readToday.numbers',
    'staff.readToday.roles',
  ],
}

/** What is not read here, because it is about a moment of its own, and has no list. */
const unread: readonly ActionName[] = [
  'directory.readPerson',
  'events.preview',
  'events.readFeedback',
  'giving.readInvoice',
  'giving.readThanks',
  'roles.readInvitation',
]

const reading = (Object.keys(contract) as ActionName[]).filter(isReading)

/** What there is many of, by the name of the field. */
const known: Known = {
  anniversaryId: [anniversaryIds.university],
  articleId: ['article-notice'],
  batchId: ['batch-0'],
  bodyId: [bodyIds.university],
  collegeId: [bodyIds.civil],
  eventId: [eventIds.homecoming],
  exceptionId: ['exception-open-000'],
  holderId: [`${everyoneId}`],
  keepId: [everyoneId],
  mergeId: ['pending-000'],
  noticeId: ['sample-notice-arrival'],
  orderNo: ['D0'],
  personId: ['pending-000'],
  projectId: [projectIds.scholarship],
  scene: ['ev9Zf6jLi3HyPd8Vg7'],
  words: ['林'],
  name: ['林'],
}

/** What is asked where the name of a field does not tell where there is many. */
const inputs: { readonly [Name in ActionName]?: readonly object[] } = {
  'celebration.readAnniversary': [{ anniversaryId: anniversaryIds.university }],
  'codes.list': [{ bodyId: bodyIds.university }, { bodyId: bodyIds.foundation }],
  'codes.readKit': [{ opens: 'event', targetId: eventIds.homecoming }],
  'events.list': [
    { period: 'upcoming' },
    { period: 'past' },
    { period: { from: Date.UTC(2026, 10, 20), until: Date.UTC(2027, 1, 20) } },
  ],
  'events.listFeedback': [{ eventId: eventIds.concert }],
  'events.readDelivery': [{ eventId: eventIds.cancelled }],
  'events.readDoor': [{ eventId: eventIds.lecture }],
  'events.readSignUp': [{ eventId: 'coming-000', holderId: everyoneId }],
  'events.readTicket': [{ eventId: 'coming-000' }],
  'merges.suggest': [{}, { personId: everyoneId }],
  'notices.count': [{ audience: 'members', targetId: bodyIds.civil }],
  'people.read': [{ personId: everyoneId }, { personId: 'pending-000' }],
  'organisations.listBelow': [{}, { parentId: bodyIds.civil, entryYear: 1996 }],
  'organisations.listManaged': [{}, { parentId: bodyIds.civil, entryYear: 1996 }, { words: '地方' }],
  'organisations.listPlaces': [
    { bodyId: 'branch-000', purpose: 'merge', words: '' },
    { bodyId: 'class-000', purpose: 'move', words: '' },
  ],
  'organisations.listRequests': [{ bodyId: bodyIds.bridges }],
  'organisations.listReached': [
    { actingAs: ['editor'], words: '' },
    { actingAs: ['editor'], words: '地方' },
  ],
  'organisations.readBody': [{ bodyId: bodyIds.university }, { bodyId: bodyIds.civil }],
  'organisations.search': [{ words: '地方' }],
  'staff.search': [{ words: '林' }, { words: '校友' }],
  'trail.list': [{}],
}

/** A minute is not enough where the machine has much else to do. */
const fillingMs = 240_000

let world: TestWorld
/** How long the longest list was that stood at each place of each action's replies. */
const longest = new Map<string, number>()
const refused = new Map<ActionName, string>()

function note(value: unknown, place: string): void {
  if (Array.isArray(value)) {
    longest.set(place, Math.max(value.length, longest.get(place) ?? 0))
    for (const item of value) note(item, `${place}[]`)
  } else if (typeof value === 'object' && value !== null)
    for (const [field, inner] of Object.entries(value)) note(inner, `${place}.${field}`)
}

type Schema = Parameters<typeof fittingInput>[0]

/** Of everything that is to be chosen each choice. */
function fitting(action: ActionName): readonly object[] {
  const schema = contract[action].input as unknown as Schema
  let found = [fittingInput(schema, known) as object]
  for (const [field, { type, options }] of Object.entries(schema.entries ?? {})) {
    const choices = type === 'boolean' ? [true, false] : type === 'picklist' ? (options ?? []) : []
    if (choices.length > 0)
      found = found.flatMap((input) => choices.map((choice) => ({ ...input, [field]: choice })))
  }
  return found
}

beforeAll(async () => {
  world = await TestWorld.open()
  await crowd(world)
  const phone = world.persona(everyoneKey)
  for (const action of reading) {
    for (const input of inputs[action] ?? fitting(action)) {
      const reply = await phone.send({ action, input })
      if (reply.ok) note(reply.data, action)
      else refused.set(action, reply.error.code)
    }
  }
}, fillingMs)
afterAll(() => world.close())

test('no reply holds more than fifty rows of a list, but for what is told whole', () => {
  const tooLong = [...longest].filter(([, rows]) => rows > rowsAtMost).map(([place]) => place)
  expect(tooLong.sort()).toEqual(Object.keys(toldWhole).sort())
})

test('every list was full when it was read', () => {
  const few = Object.values(fewBecause).flat()
  const lists = [...longest].filter(([place]) => /^\w+\.\w+\.\w+$/.test(place))
  const short = lists.filter(([, rows]) => rows < fullPage).map(([place]) => place)
  expect(short.filter((place) => !few.includes(place)).sort()).toEqual([])
  expect(few.filter((place) => !short.includes(place))).toEqual([])
  expect(lists.length - short.length).toBeGreaterThan(60)
})

test('whoever may see everything was answered', () => {
  expect([...refused.keys()].filter((action) => !unread.includes(action))).toEqual([])
  expect([...refused.values()]).not.toContain('INTERNAL')
})
