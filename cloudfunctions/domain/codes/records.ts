/** Codes that open things, and how often each was opened. */
import type { CodeOpening, CodeStatus } from '../../../miniprogram/contract/codes'
import { Collection, command } from '../../platform/cloud'

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
  readonly status: CodeStatus
  readonly expiresAt: Date
  readonly createdAt: Date
  readonly createdBy: string
}

/** How often a code was opened on one day, so that a busy code is not one document for ever. */
interface Opens {
  /** `scene:day`. */
  readonly _id: string
  readonly scene: string
  readonly times: number
}

/** By whose personal code somebody came to an event first. */
interface Invitation {
  /** `event:person`, as a sign-up's: each is invited once. */
  readonly _id: string
  readonly scene: string
  readonly eventId: string
  readonly personId: string
  readonly at: Date
}

const invitations = new Collection<Invitation>('invitations')
const codes = new Collection<Code>('codes')
const codeOpens = new Collection<Opens>('codeOpens')

export const readCode = (scene: string): Promise<Code | undefined> => codes.read(scene)
export const insertCode = (code: Code): Promise<'inserted' | 'exists'> => codes.insert(code)
export const closeCode = (scene: string): Promise<boolean> =>
  codes.change({ _id: scene, status: 'open' }, { status: 'closed' })

/** The codes of these bodies, the latest first. */
export const listCodes = (bodyIds: readonly string[]): Promise<Code[]> =>
  codes.find({ bodyId: command.in([...bodyIds]) }, { order: [['createdAt', 'desc']], limit: 100 })

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

export const insertInvitation = (invitation: Invitation): Promise<'inserted' | 'exists'> =>
  invitations.insert(invitation)

/** Who came by a personal code; a thousand at most. */
export async function listInvited(scene: string): Promise<readonly string[]> {
  const found = await invitations.find({ scene }, { fields: ['personId'], limit: 1000 })
  return found.map(({ personId }) => personId)
}

export const everyInvitationOf = (personId: string): AsyncGenerator<Invitation> =>
  invitations.every({ personId })
export const forgetInvitationsOf = (personId: string): Promise<number> => invitations.remove({ personId })

/** The codes that somebody made. */
export const everyCodeBy = (personId: string): AsyncGenerator<Code> => codes.every({ createdBy: personId })
export const renameMaker = (personId: string, pseudonymId: string): Promise<number> =>
  codes.changeEvery({ createdBy: personId }, { createdBy: pseudonymId })
