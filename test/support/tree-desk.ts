/** What an administrator does with the tree of bodies, step by step, and who belongs to it. */
import { consentVersion } from '../../miniprogram/contract/alumni'
import type { Input } from '../../miniprogram/contract/index'
import type { BodyContent, BodyKind } from '../../miniprogram/contract/organisations'
import type { Phone, TestWorld } from './world'

export const bodyContent = (name: string, changes: Partial<BodyContent> = {}): BodyContent => ({
  name,
  intro: '',
  contact: { name: '', phone: '', wechat: '' },
  cities: [],
  leads: [],
  ...changes,
})

export class TreeDesk {
  readonly administrator: Phone
  private drafts = 0

  constructor(private readonly world: TestWorld) {
    this.administrator = world.persona('administrator')
  }

  /** Two runs of the timer after the minute in which what began earlier may still run. */
  async settled(): Promise<void> {
    for (let minute = 0; minute < 3; minute++) {
      this.world.clock.advance(60_000)
      await this.world.tick()
    }
  }

  found(kind: BodyKind, name: string, parentId: string, more: Partial<Input<'organisations.create'>> = {}) {
    return this.administrator.call('organisations.create', {
      draftKey: `draft-${this.drafts++}`,
      kind,
      parentId,
      content: bodyContent(name),
      ...more,
    })
  }

  /** Somebody recognised, of a class, in a city. */
  async alumnus(
    name: string,
    studies: { collegeId: string; entryYear: number; className: string },
    city = '',
  ): Promise<Phone> {
    const phone = this.world.stranger(name)
    await phone.call('alumni.register', {
      name: `测试${name}`,
      kind: 'alumnus',
      educations: [{ ...studies, degree: 'bachelor' }],
      city,
      consentVersion,
      isFourteenOrOlder: true,
    })
    const personId = await this.idOf(phone)
    await this.administrator.call('registrations.review', { personId, revision: 0, decision: 'accept' })
    return phone
  }

  async idOf(phone: Phone): Promise<string> {
    return (await phone.call('alumni.readMe', {})).person?.personId ?? ''
  }

  async pathOf(phone: Phone): Promise<readonly string[]> {
    const [person] = await this.world.cloud.database.find('people', { _id: await this.idOf(phone) })
    return (person?.bodyPath ?? []) as string[]
  }

  async revisionOf(bodyId: string): Promise<number> {
    return (await this.administrator.call('organisations.readManaged', { bodyId })).revision
  }
}
