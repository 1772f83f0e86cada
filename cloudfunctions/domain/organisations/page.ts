/** A body's own page: the same for everybody from a snapshot, but for how the caller stands to it. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { CreditedSums } from '../../../miniprogram/contract/giving'
import type { BodyPage } from '../../../miniprogram/contract/organisations'
import { type Caller, reaches } from '../../platform/caller'
import { minuteMs } from '../../platform/clock'
import { pageByWords } from '../../platform/cursor'
import type { Handler } from '../../platform/serve'
import { fromSnapshot } from '../../platform/snapshots'
import { countMembers, readNames } from '../alumni/records'
import { listComing } from '../events/records'
import { creditedSumsOf } from '../giving/honours/listing'
import { listProjectsOf } from '../giving/records'
import { describeProjects } from '../giving/views'
import { latestArticles } from '../news/views'
import { type Membership, readMembership } from './memberships/records'
import { standingOf } from './memberships/rules'
import {
  type Body,
  listChildren,
  listClassYears,
  mergedIds,
  nameOf,
  readBodies,
  readBodyNow,
} from './records'
import { listWords } from './rules'
import { summariseBodies } from './views'

/** The part of a page that is the same for all, and what decides the rest. */
interface Content extends Omit<BodyPage, 'leads' | 'credited' | 'standing' | 'decides'> {
  /** Null where it is not told: a document keeps no undefined. */
  readonly credited: CreditedSums | null
  readonly leads: NonNullable<BodyPage['leads']>
  readonly bodyPath: readonly string[]
  /** Those that went up in it, and itself. */
  readonly ids: readonly string[]
}

const keepMs = 5 * minuteMs
const eventsShown = 3
const projectsShown = 3
const articlesShown = 3
const belowShown = 12
/** Fewer members than this are not counted before everybody. */
const countedFrom = 5

export const bodySnapshotId = (bodyId: string): string => `body:${bodyId}`

/** The open body of this id, or the one that it went up in. */
async function readOpen(bodyId: string): Promise<Body | undefined> {
  const body = await readBodyNow(bodyId)
  if (body?.mergedInto !== undefined) return readOpen(body.mergedInto)
  return body?.status === 'open' ? body : undefined
}

async function take(bodyId: string, now: Date): Promise<Content | undefined> {
  const body = await readOpen(bodyId)
  if (!body) return undefined
  const leads = body.leads ?? []
  const [[summary], known, names, ids, members, events, articles, below, classYears] = await Promise.all([
    summariseBodies([body]),
    readBodies(body.bodyPath),
    readNames(leads.map(({ personId }) => personId)),
    mergedIds(body._id),
    countMembers(body._id),
    listComing(body._id, now, eventsShown),
    latestArticles({ bodyId: body._id }, now, articlesShown),
    listChildren(body._id, undefined, { withClosed: false }),
    listClassYears(body._id, { withClosed: false }),
  ])
  if (!summary) return undefined
  const shown = pageByWords(below, listWords, undefined, belowShown)
  const [projects, credited] = await Promise.all([listProjectsOf(ids), creditedSumsOf(ids)])
  return {
    ...summary,
    path: body.bodyPath.slice(0, -1).map((id) => nameOf(known, id)),
    intro: body.intro,
    contact: body.contact,
    leads: leads.map((lead) => ({ ...lead, name: names.get(lead.personId) ?? '' })),
    memberCount: members >= countedFrom ? members : undefined,
    events: events.map(({ _id, title, startsAt, endsAt, place }) => ({
      eventId: _id,
      title,
      startsAt: startsAt.getTime(),
      endsAt: endsAt.getTime(),
      place,
    })),
    projects: await describeProjects(projects.slice(0, projectsShown), now),
    articles,
    credited: credited ?? null,
    below: await summariseBodies(shown.rows),
    hasMoreBelow: shown.next !== undefined,
    classYears,
    bodyPath: body.bodyPath,
    ids,
  }
}

const isLead = (leads: Content['leads'], { personId }: Caller) =>
  leads.some((lead) => lead.personId === personId)

/** Whether the caller has asked to join: looked up only for those who might have. */
const ownRequest = async (bodyId: string, { personId, person }: Caller): Promise<Membership | undefined> =>
  person?.isVerified && !person.bodyPath.includes(bodyId) ? readMembership(bodyId, personId) : undefined

export const readBody: Handler<'organisations.readBody'> = async ({ bodyId }, { caller, now }) => {
  const [content, membership] = await Promise.all([
    fromSnapshot(bodySnapshotId(bodyId), keepMs, now, () => take(bodyId, now)),
    ownRequest(bodyId, caller),
  ])
  if (!content) throw new AppError('NOT_FOUND')
  const { bodyPath, ids, leads, credited, ...shown } = content
  const standing = standingOf(content.kind, ids, caller.person, membership)
  const isMember = standing === 'joined' || standing === 'belongs'
  return {
    ...shown,
    leads: isMember ? leads : undefined,
    credited: credited ?? undefined,
    standing,
    decides: isLead(leads, caller) || reaches('reviewer', caller, bodyPath),
  }
}
