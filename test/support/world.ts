/** The sample world in memory, for tests: phones that call actions, a clock to move, and the invariants to hold. */
import path from 'node:path'
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { findableBy } from '../../cloudfunctions/domain/directory/circles'
import type { Body } from '../../cloudfunctions/domain/organisations/records'
import { belongingIn } from '../../cloudfunctions/domain/organisations/tree'
import type { World } from '../../local/world'
import { AppError, type ErrorCode } from '../../miniprogram/contract/errors'
import type { ActionName, Input, Output, Reply } from '../../miniprogram/contract/index'
import type { Problem } from './outside'

export { someMorning } from './morning'

export const functionsFolder = path.resolve(__dirname, '../../dist/cloudfunctions')

/** One person's phone: it calls actions as `miniprogram/services/cloud.ts` does. */
export class Phone {
  constructor(
    private readonly world: World,
    readonly openid: string,
  ) {}

  /** Calls an action; a refusal is thrown as AppError. */
  async call<Name extends ActionName>(action: Name, input: Input<Name>): Promise<Output<Name>> {
    const reply = await this.send({ action, input })
    if (reply.ok) return reply.data as Output<Name>
    throw new AppError(reply.error.code, reply.error)
  }

  /** The code with which an action refuses, or 'ok'. */
  async outcome<Name extends ActionName>(action: Name, input: Input<Name>): Promise<ErrorCode | 'ok'> {
    const reply = await this.send({ action, input })
    return reply.ok ? 'ok' : reply.error.code
  }

  /** Sends whatever is given, as an attacker might. */
  async send(event: unknown): Promise<Reply<unknown>> {
    const reply = (await this.world.cloud.call('api', event, { openid: this.openid })) as Reply<unknown>
    // Held to in every test that calls an action: no openid and no stack ever leaves the server.
    const leak = /\bo(?:Sample|Stranger|Classmate|Waiting)_\w{10,}|\bat \S+:\d+:\d+/.exec(
      JSON.stringify(reply),
    )
    if (leak) throw new Error(`a reply of ${JSON.stringify(event)} leaks ${leak[0]}`)
    return reply
  }
}

/** A test file is given it; whoever else opens a world, such as the audit, loads it here. */
const cloudOutside = (): typeof import('./outside') => globalThis.outside?.() ?? require('./outside')

export class TestWorld {
  private constructor(readonly world: World) {}

  /**
   * A fresh sample world in memory, its clock at `someMorning`, its timers still after their first visit; or, with a
   * folder, the world that is kept there, its clock as it stands.
   */
  static async open(
    options: {
      folder?: string
      log?: (line: string) => void
      variables?: Readonly<Record<string, string>>
    } = {},
  ): Promise<TestWorld> {
    return new TestWorld(await cloudOutside().open({ functionsFolder, ...options }))
  }

  get cloud() {
    return this.world.cloud
  }

  get wechatPay() {
    return this.world.wechatPay
  }

  get clock() {
    return this.world.clock
  }

  /** Environment variables that the functions were given. */
  get settings() {
    return this.world.environment
  }

  /** The phone of a persona, by key. */
  persona(key: string): Phone {
    const persona = this.world.personas.find((one) => one.key === key)
    if (!persona) throw new Error(`there is no persona ${key}`)
    return new Phone(this.world, persona.openid)
  }

  /** The phone of somebody new. */
  stranger(name: string): Phone {
    return new Phone(this.world, `oStranger_${name}_`.padEnd(28, 'x'))
  }

  /** Writes people as the product would: with where they belong, and who finds them. */
  async writePeople(people: readonly object[]): Promise<void> {
    const bodies = (await this.cloud.database.find('bodies')) as unknown as Body[]
    const byId = new Map(bodies.map((body) => [body._id, body]))
    const ofKind = (kind: Body['kind']) => bodies.filter((body) => body.kind === kind)
    const tree = {
      universities: ofKind('university'),
      branches: ofKind('branch'),
      get: (id: string) => byId.get(id),
    }
    const placed = (people as readonly Person[]).map((person) => ({
      ...person,
      bodyPath: belongingIn(tree, person),
      findableBy: findableBy(person),
    }))
    await this.cloud.database.upsert('people', placed)
  }

  /** A minute of the cloud's clock passes. */
  async tick(): Promise<void> {
    await this.cloud.fireTimer('timer')
  }

  /** What the invariants find wrong, which should be nothing. */
  problems(): Promise<readonly Problem[]> {
    return cloudOutside().problemsOf(this.world)
  }

  close(): Promise<void> {
    return this.world.close()
  }
}
