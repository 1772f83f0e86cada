/** What editors do with anniversaries: write them, show them, and put their own events under the roof of one. */
import type { AnniversaryContent } from '../../../miniprogram/contract/celebration'
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { campusDay, startOfCampusDay } from '../../platform/campus-time'
import { page } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { linksOf, requireFitPictures } from '../events/publishing/pictures'
import { readEvent } from '../events/records'
import { describeEvents } from '../events/views'
import { readUniversity } from '../organisations/actions'
import { nameOf, readBodies } from '../organisations/records'
import { bodyToWriteFor } from '../organisations/writing'
import {
  countFitting,
  listActivityIds,
  listFitting,
  setActivity as setActivityRecord,
} from './activities/records'
import { refreshHome } from './home/snapshot'
import {
  type AnniversaryRecord,
  changeAnniversary,
  insertAnniversary,
  listVisible,
  readAnniversary,
} from './records'
import { isUnderRoof } from './rules'
import { picturesOf, summarise } from './showing'

const edits = (caller: Caller, { bodyPath }: Pick<AnniversaryRecord, 'bodyPath'>) =>
  reaches('editor', caller, bodyPath)

/** An anniversary within the editor's reach; one outside is answered like one that does not exist. */
async function editable(anniversaryId: string, caller: Caller): Promise<AnniversaryRecord> {
  const anniversary = await readAnniversary(anniversaryId)
  if (!anniversary || !edits(caller, anniversary)) throw new AppError('NOT_FOUND')
  return anniversary
}

const listAnniversaries: Handler<'celebration.listAnniversaries'> = async ({ after }, { caller, now }) => {
  const [found, university] = await Promise.all([
    listVisible(bodiesFor('editor', caller), after),
    readUniversity(now),
  ])
  const { rows, next } = page(found, ({ date }) => date)
  const described = await summarise(rows)
  return {
    anniversaries: described.map((summary, place) => {
      const record = rows[place]
      return {
        ...summary,
        isShown: record?.isShown ?? false,
        isEditable: record !== undefined && edits(caller, record),
      }
    }),
    next,
    editsHome: reaches('editor', caller, university.bodyPath),
  }
}

const contentFrom = (record: AnniversaryRecord): AnniversaryContent => ({
  bodyId: record.bodyId,
  number: record.number,
  name: record.name,
  theme: record.theme,
  day: campusDay(record.date),
  colour: record.colour,
  intro: record.intro,
  isShown: record.isShown,
  history: [...record.history],
  guide: record.guide,
})

const readDraft: Handler<'celebration.readDraft'> = async ({ anniversaryId }, { caller }) => {
  const anniversary = await editable(anniversaryId, caller)
  const [links, bodies] = await Promise.all([
    linksOf(picturesOf(anniversary)),
    readBodies([anniversary.bodyId]),
  ])
  return {
    revision: anniversary.revision,
    body: nameOf(bodies, anniversary.bodyId),
    content: contentFrom(anniversary),
    pictures: [...links].map(([fileId, url]) => ({ fileId, url })),
  }
}

async function recordFrom({ day, ...content }: AnniversaryContent, caller: Caller) {
  const { bodyPath } = await bodyToWriteFor(content.bodyId, caller, 'content.bodyId')
  await requireFitPictures(picturesOf(content))
  return { ...content, bodyPath, date: startOfCampusDay(day) }
}

const create: Handler<'celebration.create'> = async ({ draftKey, content }, { caller, now }) => {
  const edited = await recordFrom(content, caller)
  // The same draft sent again is the same anniversary.
  const anniversaryId = derivedId('anniversary', caller.personId, draftKey)
  await insertAnniversary({ ...edited, _id: anniversaryId, revision: 1, createdBy: caller.personId })
  const { revision } = await editable(anniversaryId, caller)
  await refreshHome(now)
  return { anniversaryId, revision }
}

const change: Handler<'celebration.change'> = async ({ anniversaryId, revision, content }, context) => {
  const { caller, now } = context
  const edited = await recordFrom(content, caller)
  await editable(anniversaryId, caller)
  if (!(await changeAnniversary(anniversaryId, revision, edited))) throw new AppError('CELEBRATION_CHANGED')
  await refreshHome(now)
  return { anniversaryId, revision: revision + 1 }
}

/** An anniversary under whose roof others may put what is theirs: one that is shown, or one's own. */
async function visibleAnniversary(anniversaryId: string, caller: Caller): Promise<AnniversaryRecord> {
  const anniversary = await readAnniversary(anniversaryId)
  if (!anniversary || !(anniversary.isShown || edits(caller, anniversary))) throw new AppError('NOT_FOUND')
  return anniversary
}

const listActivities: Handler<'celebration.listActivities'> = async (input, { caller }) => {
  const { anniversaryId, isIn, after } = input
  const [{ name, bodyId }, eventIds] = await Promise.all([
    visibleAnniversary(anniversaryId, caller),
    listActivityIds(anniversaryId),
  ])
  const hosts = { roofId: bodyId, bodyIds: bodiesFor('editor', caller) }
  const [found, within, without] = await Promise.all([
    listFitting(hosts, { eventIds, isIn }, after),
    countFitting(hosts, { eventIds, isIn: true }),
    countFitting(hosts, { eventIds, isIn: false }),
  ])
  const { rows, next } = page(found, ({ startsAt }) => startsAt)
  return { name, events: await describeEvents(rows), next, counts: { in: within, out: without } }
}

const setActivity: Handler<'celebration.setActivity'> = async (input, { caller }) => {
  const { anniversaryId, eventId, isIn } = input
  const [anniversary, event] = await Promise.all([
    visibleAnniversary(anniversaryId, caller),
    readEvent(eventId),
  ])
  if (!event || !reaches('editor', caller, event.bodyPath) || !isUnderRoof(anniversary, event))
    throw new AppError('NOT_FOUND')
  await setActivityRecord(anniversaryId, eventId, isIn)
  return { isIn }
}

export const editing: Pick<
  Handlers<'celebration'>,
  | 'celebration.listAnniversaries'
  | 'celebration.readDraft'
  | 'celebration.create'
  | 'celebration.change'
  | 'celebration.listActivities'
  | 'celebration.setActivity'
> = {
  'celebration.listAnniversaries': listAnniversaries,
  'celebration.readDraft': readDraft,
  'celebration.create': create,
  'celebration.change': change,
  'celebration.listActivities': listActivities,
  'celebration.setActivity': setActivity,
}
