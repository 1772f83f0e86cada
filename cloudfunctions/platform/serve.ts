/** The gate: every call of a phone passes the same six steps, and leaves as one kind of envelope. */

import type { GenericSchema } from 'valibot'
import type { Action, OutputOf } from '../../miniprogram/contract/action'
import { AppError, type ErrorCode } from '../../miniprogram/contract/errors'
import { parse } from '../../miniprogram/contract/fields'
import {
  type ActionName,
  contract,
  isActionName,
  type Output,
  type ParsedInput,
  type Reply,
} from '../../miniprogram/contract/index'
import { limitOf } from './allowance'
import { admit, anybody, type Caller } from './caller'
import { now } from './clock'
import { callerContext } from './cloud'
import { personIdOf, randomId } from './ids'
import { isWithinLimit } from './limits'
import { log } from './log'
import { settings } from './settings'

/** What an action is told beside its input. */
export interface Context {
  readonly caller: Caller
  readonly now: Date
  readonly requestId: string
}

export type Handler<Name extends ActionName> = (
  input: ParsedInput<Name>,
  context: Context,
) => Promise<Output<Name>>

/** A handler for each action of one domain: `Handlers<'events'>` are all that begin with `events.`. */
export type Handlers<Domain extends string> = {
  readonly [Name in ActionName as Name extends `${Domain}.${string}` ? Name : never]: Handler<Name>
}

/** A handler for every action of the contract: one missing, or one too many, does not compile. */
export type AllHandlers = { readonly [Name in ActionName]: Handler<Name> }

export interface AuditEntry {
  readonly _id: string
  readonly at: Date
  readonly action: ActionName
  readonly actorId: string
  /** What it was about; a list where one act was about many, which an index finds by each of them. */
  readonly target: string | readonly string[]
  /** Why, as the input tells; empty where it does not. */
  readonly reason: string
  /** What else must not be forgotten: how an export was chosen, and how many people it held. */
  readonly notes?: Readonly<Record<string, unknown>>
}

/** Is told what came of an act, and never fails. */
export type Witness = (outcome: 'done' | ErrorCode) => Promise<void>

interface Service {
  readonly handlers: AllHandlers
  /** Who is behind an openid. */
  identify(openid: string): Promise<Caller>
  /** Writes down that somebody is about to change something. */
  audit(entry: AuditEntry, input: Readonly<Record<string, unknown>>): Promise<Witness>
}

const isTrusted = (source: string) =>
  source === 'wx_client' || (source === 'wx_devtools' && settings().trustsDevtools)

/** The function that a phone calls with `{action, input}`; it never throws, whatever it is sent. */
export function serve(service: Service): (event: unknown) => Promise<Reply<unknown>> {
  return async (event) => {
    const requestId = randomId()
    const startedMs = Date.now()
    const { action, input } = (event ?? {}) as { action?: unknown; input?: unknown }
    const name = isActionName(action) ? action : undefined
    try {
      const data = await pass(service, name, input, requestId)
      log.info('action', { action: name, requestId, ms: Date.now() - startedMs })
      return { ok: true, data }
    } catch (error) {
      const refusal = error instanceof AppError ? error : new AppError('INTERNAL')
      if (refusal === error) {
        log.info('refused', { action: name, code: refusal.code, requestId, ms: Date.now() - startedMs })
      } else log.error('failed', error, { action: name, requestId, ms: Date.now() - startedMs })
      return {
        ok: false,
        error: {
          code: refusal.code,
          message: refusal.message,
          ...(refusal.fields ? { fields: refusal.fields } : {}),
          requestId,
        },
      }
    }
  }
}

async function pass(
  service: Service,
  name: ActionName | undefined,
  input: unknown,
  requestId: string,
): Promise<OutputOf<Action<GenericSchema, unknown>>> {
  const { openid, source } = callerContext()
  if (!isTrusted(source) || openid === undefined) throw new AppError('FORBIDDEN')
  if (name === undefined) throw new AppError('NO_SUCH_ACTION')
  const at = now()
  const limit = limitOf(name)
  // Counted by the WeChat account while it is found out who that is, so that counting makes nobody wait.
  const counting = limit ? isWithinLimit(personIdOf(openid), name, limit, at) : Promise.resolve(true)
  // Awaited below: whoever is refused for another reason hears of that alone.
  counting.catch(() => undefined)
  const action: Action<GenericSchema, unknown> = contract[name]
  const caller = action.audience === 'anybody' ? anybody(openid) : await service.identify(openid)
  admit(action.audience, caller)
  const parsed = parse(action.input, input)
  if (!parsed.ok) throw new AppError('INVALID_INPUT', { fields: parsed.fields })
  if (!(await counting)) throw new AppError('TOO_OFTEN')
  const handler = service.handlers[name] as (input: unknown, context: Context) => Promise<unknown>
  const handle = () => handler(parsed.value, { caller, now: at, requestId })
  if (action.audits === undefined) return handle()
  // Written before the change: a trail with an attempt too many is better than a change without a trail.
  const named = parsed.value as Readonly<Record<string, string | readonly string[]>>
  const target = action.audits === 'caller' ? caller.personId : (named[action.audits] ?? '')
  const reason = typeof named.reason === 'string' ? named.reason : ''
  const entry = { _id: requestId, at, action: name, actorId: caller.personId, target, reason }
  return witnessed(await service.audit(entry, named), handle)
}

async function witnessed<Result>(witness: Witness, act: () => Promise<Result>): Promise<Result> {
  try {
    const result = await act()
    await witness('done')
    return result
  } catch (error) {
    await witness(error instanceof AppError ? error.code : 'INTERNAL')
    throw error
  }
}
