/** An anniversary as a phone is told of it. */
import type {
  Anniversary,
  AnniversarySummary,
  BodyActivities,
} from '../../../miniprogram/contract/celebration'
import type { EventSummary } from '../../../miniprogram/contract/events'
import { rowsAtMost } from '../../platform/cursor'
import { linksOf } from '../events/publishing/pictures'
import { describeEvents } from '../events/views'
import { nameOf, readBodies } from '../organisations/records'
import { countPublished, listActivityIds, listNearest } from './activities/records'
import { type AnniversaryRecord, type Celebrated, listShown } from './records'
import { afterglowMs, inOrder } from './rules'

export async function summarise(anniversaries: readonly Celebrated[]): Promise<AnniversarySummary[]> {
  const bodies = await readBodies(anniversaries.map(({ bodyId }) => bodyId))
  return anniversaries.map(({ _id, bodyId, number, name, theme, date, colour }) => ({
    anniversaryId: _id,
    body: nameOf(bodies, bodyId),
    number,
    name,
    theme,
    date: date.getTime(),
    colour,
  }))
}

/** What is celebrated now: the one that leads, then the others; of more than fifty those whose day is nearest. */
export const listCelebrated = async (now: Date): Promise<Celebrated[]> =>
  inOrder(await listShown(new Date(now.getTime() - afterglowMs)), now).slice(0, rowsAtMost)

export const picturesOf = ({ history }: Pick<AnniversaryRecord, 'history'>): string[] =>
  history.flatMap(({ pictureId }) => pictureId ?? [])

/** Events by their host: whoever has most comes first, and each host's in the order of time. */
function byHost(events: readonly EventSummary[]): BodyActivities[] {
  const groups = new Map<string, EventSummary[]>()
  for (const event of [...events].sort((one, other) => one.startsAt - other.startsAt))
    groups.set(event.host.bodyId, [...(groups.get(event.host.bodyId) ?? []), event])
  return [...groups.values()]
    .sort((one, other) => other.length - one.length)
    .flatMap((own) => (own[0] ? [{ body: own[0].host, events: own }] : []))
}

/** The fifty nearest, and how many there are beside them. */
async function activitiesOf(
  anniversaryId: string,
  now: Date,
): Promise<Pick<Anniversary, 'activities' | 'activitiesLeft'>> {
  const ids = await listActivityIds(anniversaryId)
  const events = ids.length > 0 ? await listNearest(ids, now, rowsAtMost) : []
  const all = events.length < rowsAtMost ? events.length : await countPublished(ids)
  return { activities: byHost(await describeEvents(events)), activitiesLeft: all - events.length }
}

export async function describeAnniversary(
  anniversary: AnniversaryRecord,
  celebrated: readonly Celebrated[],
  now: Date,
): Promise<Anniversary | undefined> {
  const others = celebrated.filter(({ _id }) => _id !== anniversary._id)
  const [[own, ...beside], activities, links] = await Promise.all([
    summarise([anniversary, ...others]),
    activitiesOf(anniversary._id, now),
    linksOf(picturesOf(anniversary)),
  ])
  if (!own) return undefined
  return {
    ...own,
    intro: anniversary.intro,
    ...activities,
    history: [...anniversary.history]
      .sort((one, other) => one.year - other.year)
      .map(({ pictureId, ...entry }) => ({
        ...entry,
        picture: pictureId === undefined ? undefined : links.get(pictureId),
      })),
    guide: anniversary.guide,
    others: beside,
  }
}
