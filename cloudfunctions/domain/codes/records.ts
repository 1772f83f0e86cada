/** Codes that open things, and how often each was opened. */
import type { ChannelKind, CodeOpening, CodeStatus } from '../../../miniprogram/contract/codes'
import { Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'

/** A printed or posted code: its id is the scene, which nobody can guess. */
export interface Code {
  readonly _id: string
  readonly opens: CodeOpening
  readonly targetId: string
  /** Of whoever registers by it for a college. */
  readonly entryYear?: number
  /** The body that it is of: whoever edits or reviews for that body counts and closes it. A personal code has none. */
  readonly bodyId?: string
  readonly channel: string
  readonly kind: ChannelKind
  readonly status: CodeStatus
  readonly expiresAt: Date
  readonly createdAt: Date
  readonly createdBy: string
  /** Made when it was first asked for, and again before it ends. */
  readonly link?: { readonly url: string; readonly expiresAt: Date }
}

/** How often a code was opened on one day, so that a busy code is not one document for ever. */
interface Opens {
  /** `scene:day`. */
  readonly _id: string
  readonly scene: string
  readonly times: number
}

/** By which code somebody came to an event or a project, or to something from which they may go on anywhere. */
interface Arrival {
  /** `target:person`, or `anywhere:person`: of several codes the first counts. */
  readonly _id: string
  readonly scene: string
  readonly targetId: string
  readonly personId: string
  readonly at: Date
}

const arrivals = new Collection<Arrival>('arrivals')
const codes = new Collection<Code>('codes')
const codeOpens = new Collection<Opens>('codeOpens')

export const readCode = (scene: string): Promise<Code | undefined> => codes.read(scene)
export const insertCode = (code: Code): Promise<'inserted' | 'exists'> => codes.insert(code)

/**
 * Makes a code of a body; one that an earlier try made, the answer to which was lost, says from now on what is said now. Nobody has
 * seen it yet: whoever gets the answer makes the next one by another key.
 */
export async function makeCode(code: Code & { readonly bodyId: string }): Promise<void> {
  if ((await insertCode(code)) === 'inserted') return
  const { _id, createdBy, opens, targetId, entryYear, bodyId, channel, kind, expiresAt } = code
  const said = { opens, targetId, bodyId, channel, kind, expiresAt }
  const year = { entryYear: entryYear === undefined ? command.remove() : entryYear }
  await codes.change({ _id, createdBy, status: 'open' }, { ...said, ...year })
}

export const closeCode = (scene: string): Promise<boolean> =>
  codes.change({ _id: scene, status: 'open' }, { status: 'closed' })

/** The codes of these bodies, the latest first: a page, and one more where there are more. */
export const listCodes = (bodyIds: readonly string[], after: string | undefined): Promise<Code[]> =>
  codes.find(afterCursor({ bodyId: command.in([...bodyIds]) }, 'createdAt', 'desc', after), {
    order: [
      ['createdAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

const opensIdOf = (scene: string, day: string) => `${scene}:${day}`

/** Counts one more opening, if the code was opened on this day before; of an unknown code there is nothing to count. */
export const countOpening = (scene: string, day: string): Promise<boolean> =>
  codeOpens.change({ _id: opensIdOf(scene, day) }, { times: command.inc(1) })

/** Begins the count of a day with one opening, or adds it to the count that another opener began meanwhile. */
export async function beginCounting(scene: string, day: string): Promise<void> {
  const _id = opensIdOf(scene, day)
  if ((await codeOpens.insert({ _id, scene, times: 1 })) === 'exists') await countOpening(scene, day)
}

/** How often each of these codes was opened. */
export async function sumOpens(scenes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await codeOpens.aggregate<{ _id: string; times: number }>((stages) =>
    stages.match({ scene: command.in([...scenes]) }).group({ _id: '$scene', times: { $sum: '$times' } }),
  )
  return new Map(rows.map(({ _id, times }) => [_id, times]))
}

const arrivalIdOf = (targetId: string, personId: string) => `${targetId}:${personId}`
const anywhere = 'anywhere'

/** Notes by which code somebody came, unless they came by another since that moment. */
export async function noteArrival(
  arrival: Omit<Arrival, '_id'>,
  leads: 'there' | 'anywhere',
  since: Date,
): Promise<void> {
  const { scene, targetId, personId, at } = arrival
  const _id = arrivalIdOf(leads === 'there' ? targetId : anywhere, personId)
  if ((await arrivals.insert({ _id, ...arrival })) === 'inserted') return
  await arrivals.change({ _id, at: command.lt(since) }, { scene, targetId, at })
}

/** The scene of the code by which somebody came to this since that moment, or else by which they came to go anywhere. */
export async function readArrival(
  targetId: string,
  personId: string,
  since: Date,
): Promise<string | undefined> {
  const ids = [arrivalIdOf(targetId, personId), arrivalIdOf(anywhere, personId)] as const
  const found = await arrivals.find(
    { _id: command.in([...ids]), at: command.gte(since) },
    { fields: ['scene'] },
  )
  return (found.find(({ _id }) => _id === ids[0]) ?? found[0])?.scene
}

/** The scene of the first code by which somebody came, to whatever it was, since that moment. */
export async function readFirstArrival(personId: string, since: Date): Promise<string | undefined> {
  const [first] = await arrivals.find(
    { personId, at: command.gte(since) },
    { order: [['at', 'asc']], limit: 1, fields: ['scene'] },
  )
  return first?.scene
}

export const everyArrivalOf = (personId: string): AsyncGenerator<Arrival> => arrivals.every({ personId })
export const forgetArrivalsOf = (personId: string): Promise<number> => arrivals.remove({ personId })

/** The codes of a body that open one thing, the latest first. */
export const listCodesOf = (opens: CodeOpening, targetId: string): Promise<Code[]> =>
  codes.find(
    { targetId, opens, bodyId: command.exists(true) },
    { order: [['createdAt', 'desc']], limit: 200 },
  )

export const writeLink = (scene: string, link: NonNullable<Code['link']>): Promise<boolean> =>
  codes.change({ _id: scene }, { link: command.set(link) })

/** The codes that somebody made. */
export const everyCodeBy = (personId: string): AsyncGenerator<Code> => codes.every({ createdBy: personId })
export const renameMaker = (personId: string, pseudonymId: string): Promise<number> =>
  codes.changeEvery({ createdBy: personId }, { createdBy: pseudonymId })
