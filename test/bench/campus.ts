/** A kept sample world with a crowd of verified alumni and an event, for benches that call the real functions. */

import path from 'node:path'
import type { Identity, Person } from '../../cloudfunctions/domain/alumni/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { MovableClock } from '../../local/clock'
import { bodyIds } from '../../local/seed/bodies'
import { openWorld, type World } from '../../local/world'
import { closedPrivacy } from '../../miniprogram/contract/directory'
import { plainContent } from '../../miniprogram/contract/event-editing'
import type { Input } from '../../miniprogram/contract/index'
import { functionsFolder, Phone } from '../support/world'
import { inTemporaryFolder } from '../wechat/temporary-folder'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Content = Input<'events.create'>['content']

/** How many instances the local cloud runs at once. */
const instances = 256
const warmUpsAtMost = 10

export class Campus {
  private published = 0

  private constructor(readonly world: World) {}

  /**
   * Gives `measure` a sample world whose every write reaches the disk, as with npm start; its clock stands at the
   * machine's time and its timers are still.
   */
  static async open<Result>(measure: (campus: Campus) => Promise<Result>): Promise<Result> {
    return inTemporaryFolder(async (folder) => {
      const world = await openWorld({
        functionsFolder,
        folder: path.join(folder, 'world'),
        clock: new MovableClock(),
        timers: false,
      })
      try {
        return await measure(new Campus(world))
      } finally {
        await world.close()
      }
    })
  }

  get cloud() {
    return this.world.cloud
  }

  persona(key: string): Phone {
    const persona = this.world.personas.find((one) => one.key === key)
    if (!persona) throw new Error(`there is no persona ${key}`)
    return new Phone(this.world, persona.openid)
  }

  /** Registers verified alumni straight in the records; with `grants` they are staff. */
  async crowd(name: string, size: number, grants: Person['grants'] = []): Promise<Phone[]> {
    const openids = Array.from({ length: size }, (_, index) => `oBench_${name}_${index}_`.padEnd(28, 'x'))
    await this.cloud.database.upsert(
      'people',
      openids.map((openid, index) => personFrom(openid, `${name}${index}`, grants)),
    )
    await this.cloud.database.upsert('identities', openids.map(identityFrom))
    return openids.map((openid) => new Phone(this.world, openid))
  }

  /** An event of the whole university, published, for which verified alumni can sign up now. */
  async publishEvent(capacity: number, changes: Partial<Content> = {}): Promise<string> {
    const editor = this.persona('editor')
    const content = { ...contentFrom(capacity, this.world.clock.now()), ...changes }
    const draft = { draftKey: `bench${this.published++}`, content }
    const { eventId, revision } = await editor.call('events.create', draft)
    await editor.call('events.publish', { eventId, revision })
    return eventId
  }

  /**
   * Makes the cloud start all its instances, and each of them load its code and its connection: what is measured
   * then is signing up, not starting up, which `api.coldStart` measures. On a busy machine starting them all may take
   * longer than one call is given; then those who were late are started again.
   */
  async warmUp(eventId: string): Promise<void> {
    const visitor = this.persona('visitor')
    const look = () =>
      visitor.call('events.read', { eventId }).then(
        () => true,
        () => false,
      )
    for (let round = 1; round <= warmUpsAtMost; round++) {
      const isWarm = (await Promise.all(Array.from({ length: instances }, look))).every(Boolean)
      this.cloud.requests.reset()
      if (isWarm) return
    }
    throw new Error('the machine is too busy to start all instances')
  }
}

function contentFrom(capacity: number, nowMs: number): Content {
  return {
    hostId: bodyIds.university,
    title: '校友返校日',
    ...plainContent,
    venue: { name: '南校门广场', address: '' },
    startsAt: nowMs + 10 * dayMs,
    endsAt: nowMs + 10 * dayMs + 4 * hourMs,
    signUpOpensAt: nowMs - hourMs,
    signUpClosesAt: nowMs + 9 * dayMs,
    admission: 'verified',
    capacity,
  }
}

function personFrom(openid: string, name: string, grants: Person['grants']): Person {
  const at = new Date()
  const personId = personIdOf(openid)
  return {
    _id: personId,
    name,
    kind: 'alumnus',
    educations: [],
    bodyPath: [bodyIds.university],
    memberOf: [],
    privacy: closedPrivacy,
    findableBy: [],
    studentNumberLast4: '',
    affiliationId: '',
    phone: null,
    avatar: '',
    revision: 0,
    city: '',
    industry: '',
    employer: '',
    cardNumber: personId,
    consent: { version: 'bench', at },
    verification: { status: 'verified', at, by: 'roster', reason: '', untold: false },
    registeredAt: at,
    grants,
  }
}

const identityFrom = (openid: string): Identity => ({
  _id: personIdOf(openid),
  openid,
  scene: '',
  at: new Date(),
})
