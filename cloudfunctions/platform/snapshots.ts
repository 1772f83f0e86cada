/** What many look at and few change, made once in a while and served from one document. */
import { Collection, command } from './cloud'
import { type AnyPile, Pile } from './piles'

interface Snapshot {
  readonly _id: string
  readonly takenAt: Date
  readonly content: unknown
}

const snapshots = new Collection<Snapshot>('snapshots')

/**
 * What `take` makes, at most `keepMs` old as a rule: one round trip while it is fresh. When it grows old, the first
 * who asks makes it anew and everybody else is served the old one meanwhile. `take` is told what was kept; when it
 * finds nothing, undefined.
 */
export async function fromSnapshot<Content extends object>(
  id: string,
  keepMs: number,
  now: Date,
  take: (before: Content | undefined) => Promise<Content | undefined>,
): Promise<Content | undefined> {
  const kept = await snapshots.read(id)
  if (!kept) return taken(id, now, take)
  const isFresh = kept.takenAt.getTime() + keepMs > now.getTime()
  if (isFresh || !(await snapshots.change({ _id: id, takenAt: kept.takenAt }, { takenAt: now })))
    return kept.content as Content
  const content = await take(kept.content as Content)
  // Forgotten meanwhile, it stays forgotten: what was taken may be older than what made it so.
  if (content) await snapshots.change({ _id: id, takenAt: now }, { content: command.set(content) })
  return content
}

async function taken<Content extends object>(
  id: string,
  now: Date,
  take: (before: undefined) => Promise<Content | undefined>,
): Promise<Content | undefined> {
  const content = await take(undefined)
  if (content) await snapshots.insert({ _id: id, takenAt: now, content })
  return content
}

/** Where a snapshot lies once it is so old; one that was never taken is taken by whoever asks for it. */
export const oldSnapshot = (id: string, keepMs: number): AnyPile =>
  new Pile(snapshots, (now) => ({ _id: id, takenAt: command.lte(new Date(now.getTime() - keepMs)) }))

/** What is kept, however old. */
export const peekSnapshot = async <Content extends object>(id: string): Promise<Content | undefined> =>
  (await snapshots.read(id))?.content as Content | undefined

/** Keeps what was taken at this time, unless something later is kept. */
export async function putSnapshot(id: string, content: object, takenAt: Date): Promise<void> {
  if ((await snapshots.insert({ _id: id, takenAt, content })) === 'inserted') return
  await snapshots.change(
    { _id: id, takenAt: command.lt(takenAt) },
    { takenAt, content: command.set(content) },
  )
}

/** Lets these be made anew for whoever asks next. */
export async function forgetSnapshots(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await snapshots.remove({ _id: command.in([...ids]) })
}
