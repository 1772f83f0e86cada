/**
 * Story: a function is killed at every one of its changes in turn, just before it is carried out or just after.
 * Whoever tries again, and the timer, put everything right: nothing is lost and nothing is there twice.
 */

import { consentVersion } from '../../miniprogram/contract/alumni'
import { plainContent } from '../../miniprogram/contract/event-editing'
import { changes, type Drill, interruptEverywhere, momentsOf } from '../support/interruptions'
import type { Phone } from '../support/world'
import { someMorning, TestWorld } from '../support/world'

const dayMs = 86_400_000

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  await minutePasses()
  expect(await world.problems()).toEqual([])
  await forgetEvents()
})
afterAll(() => world.close())

let made = 0
const friend = (phone: Phone) =>
  phone.call('alumni.register', {
    name: `来宾${made++}`,
    kind: 'friend',
    educations: [],
    consentVersion,
    isFourteenOrOlder: true,
  })

async function publish(capacity: number): Promise<string> {
  const editor = world.persona('editor')
  const { eventId, revision } = await editor.call('events.create', {
    draftKey: `crash-${made++}`,
    content: {
      hostId: 'jiangcheng',
      title: '断电演练',
      ...plainContent,
      venue: { name: '配电房', address: '' },
      startsAt: someMorning + 10 * dayMs,
      endsAt: someMorning + 11 * dayMs,
      signUpOpensAt: someMorning - dayMs,
      signUpClosesAt: someMorning + 9 * dayMs,
      admission: 'everyone',
      capacity,
    },
  })
  await editor.call('events.publish', { eventId, revision })
  return eventId
}

/** Lets the timer look after the events of one drill only, not of all that went before. */
async function forgetEvents(): Promise<void> {
  const seats = await world.cloud.database.find('seats', { isOpen: true })
  await world.cloud.database.upsert(
    'seats',
    seats.map((one) => ({
      ...one,
      closesAt: new Date(someMorning - 2 * dayMs),
      endsAt: new Date(someMorning - 2 * dayMs),
    })),
  )
}

/** An order is left to the phone for its first half minute; then the timer looks after it. */
async function minutePasses(): Promise<void> {
  world.clock.advance(60_000)
  await world.tick()
}

const registering: Drill = {
  functionName: 'api',
  action: 'alumni.register',
  async prepare() {
    const phone = world.stranger(`crash${made++}`)
    const row = (await world.cloud.database.find('rosterRows', { _id: `sample:${1000 + made}` }))[0]
    return {
      run: () =>
        phone.call('alumni.register', {
          name: String(row?.name),
          kind: 'alumnus',
          educations: [
            { collegeId: String(row?.collegeId), entryYear: Number(row?.entryYear), degree: 'bachelor' },
          ],
          studentNumberLast4: String(row?.studentNumberLast4),
          consentVersion,
          isFourteenOrOlder: true,
        }),
      async hold() {
        expect(await phone.call('alumni.readCard', {})).toMatchObject({ status: 'verified' })
      },
    }
  },
}

/** Somebody recognised by one row turns out to be of another. */
const correcting: Drill = {
  functionName: 'api',
  action: 'alumni.updateProfile',
  async prepare() {
    const phone = world.stranger(`crash${made++}`)
    const rows = await world.cloud.database.find('rosterRows', {
      _id: { $in: [`sample:${2000 + made}`, `sample:${3000 + made}`] },
    })
    const [before, after] = rows.map((row) => ({
      name: String(row.name),
      kind: 'alumnus' as const,
      educations: [
        {
          collegeId: String(row.collegeId),
          entryYear: Number(row.entryYear),
          degree: 'bachelor' as const,
          className: String(row.className),
        },
      ],
      studentNumberLast4: String(row.studentNumberLast4),
    }))
    if (!before || !after) throw new Error('the roster ends here')
    await phone.call('alumni.register', { ...before, consentVersion, isFourteenOrOlder: true })
    const corrected = { ...after, phoneNumber: '15400000001', revision: 0 }
    return {
      run: () => phone.call('alumni.updateProfile', corrected),
      async hold() {
        expect(await phone.call('alumni.readProfile', {})).toMatchObject({
          name: after.name,
          status: 'verified',
          phoneNumber: '15400000001',
          revision: 1,
        })
      },
    }
  },
}

const signingUp: Drill = {
  functionName: 'api',
  action: 'events.signUp',
  async prepare() {
    const phone = world.stranger(`crash${made++}`)
    await friend(phone)
    const eventId = await publish(1)
    return {
      run: () => phone.call('events.signUp', { eventId }),
      async hold() {
        const { event, mine } = await phone.call('events.read', { eventId })
        expect({ seats: event.seats, status: mine?.status }).toEqual({
          seats: { capacity: 1, left: 0, waiting: 0 },
          status: 'confirmed',
        })
      },
    }
  },
}

/** Two hold the seats, two wait; one holder withdraws. */
const withdrawing: Drill = {
  functionName: 'api',
  action: 'events.withdraw',
  async prepare() {
    const people = Array.from({ length: 4 }, () => world.stranger(`crash${made++}`))
    const eventId = await publish(2)
    for (const phone of people) {
      await friend(phone)
      await phone.call('events.signUp', { eventId })
    }
    const statusOf = async (phone: Phone) => (await phone.call('events.read', { eventId })).mine?.status
    return {
      run: async () => people[0]?.call('events.withdraw', { eventId }),
      async hold() {
        expect(await Promise.all(people.map(statusOf))).toEqual([
          'withdrawn',
          'confirmed',
          'confirmed',
          'waiting',
        ])
      },
    }
  },
}

const giving: Drill = {
  functionName: 'api',
  action: 'giving.give',
  asksWeChatPay: true,
  async prepare() {
    const input = {
      projectId: 'project-library',
      amountFen: 100,
      isAnonymous: false,
      attemptKey: `crash-${made++}`,
    }
    const alumnus = world.persona('alumnus')
    return {
      run: () => alumnus.call('giving.give', input),
      async hold() {
        const { orderNo, payment } = await alumnus.call('giving.give', input)
        if (!payment) throw new Error('there is nothing to pay')
        const { prepayId } = world.wechatPay.openSheet(payment, alumnus.openid)
        await world.wechatPay.finish(prepayId, 'pay')
        expect(await alumnus.call('payments.confirm', { orderNo })).toEqual({ state: 'paid' })
        expect(await world.cloud.database.count('ledger', { orderNo })).toBe(1)
      },
    }
  },
}

/** Paid, and the function that WeChat notifies dies. */
const settling: Drill = {
  functionName: 'payment-notify',
  asksWeChatPay: true,
  async prepare() {
    const alumnus = world.persona('alumnus')
    const { orderNo, payment } = await alumnus.call('giving.give', {
      projectId: 'project-library',
      amountFen: 100,
      isAnonymous: false,
      attemptKey: `crash-${made++}`,
    })
    if (!payment) throw new Error('there is nothing to pay')
    const { prepayId } = world.wechatPay.openSheet(payment, alumnus.openid)
    await world.wechatPay.finish(prepayId, 'payLoseCallback')
    return {
      run: () => world.wechatPay.deliver(orderNo),
      async hold() {
        expect(await world.cloud.database.count('ledger', { orderNo })).toBe(1)
        expect(await alumnus.call('giving.readThanks', { orderNo })).toMatchObject({ state: 'paid' })
      },
    }
  },
}

const reviewing: Drill = {
  functionName: 'api',
  action: 'registrations.review',
  async prepare() {
    const phone = world.stranger(`crash${made++}`)
    await friend(phone)
    const { person } = await phone.call('alumni.readMe', {})
    return {
      run: () =>
        world.persona('administrator').call('registrations.review', {
          personId: person?.personId ?? '',
          revision: 0,
          decision: 'accept',
        }),
      async hold() {
        expect(await phone.call('alumni.readCard', {})).toMatchObject({ status: 'verified' })
      },
    }
  },
}

/** Two of three have one free roster row of their name; the third has none, and has to be looked at. */
const reviewingMany: Drill = {
  functionName: 'api',
  action: 'registrations.reviewMany',
  async prepare() {
    const people = await Promise.all(
      Array.from({ length: 3 }, async (_, index) => {
        const phone = world.stranger(`crash${made++}`)
        await friend(phone)
        const { person } = await phone.call('alumni.readMe', {})
        const rowId = `crash:${person?.personId}`
        const free = { _id: rowId, name: person?.name, collegeId: 'college-civil', claimedBy: null }
        if (index < 2) await world.cloud.database.upsert('rosterRows', [free])
        return { personId: person?.personId ?? '', rowId }
      }),
    )
    const personIds = people.map(({ personId }) => personId)
    return {
      run: () =>
        world.persona('administrator').call('registrations.reviewMany', {
          personIds,
          revisions: personIds.map(() => 0),
          decision: 'accept',
        }),
      async hold() {
        const found = await world.cloud.database.find('people', { _id: { $in: personIds } })
        const statusOf = new Map(
          found.map(({ _id, verification }) => [_id, (verification as { status: string }).status]),
        )
        expect(personIds.map((id) => statusOf.get(id))).toEqual(['verified', 'verified', 'pending'])
        for (const { personId, rowId } of people.slice(0, 2)) {
          expect(await world.cloud.database.find('rosterRows', { claimedBy: personId })).toMatchObject([
            { _id: rowId },
          ])
          expect(await world.cloud.database.count('outbox', { personId })).toBe(1)
        }
      },
    }
  },
}

const reopening: Drill = {
  functionName: 'api',
  action: 'registrations.reopen',
  async prepare() {
    const phone = world.stranger(`crash${made++}`)
    await friend(phone)
    const { person } = await phone.call('alumni.readMe', {})
    const personId = person?.personId ?? ''
    const administrator = world.persona('administrator')
    await administrator.call('registrations.review', { personId, revision: 0, decision: 'accept' })
    await minutePasses()
    return {
      run: () => administrator.call('registrations.reopen', { personId, reason: '核对有误' }),
      async hold() {
        expect(await phone.call('alumni.readCard', {})).toMatchObject({ status: 'pending' })
        expect(await world.cloud.database.count('outbox', { personId })).toBe(2)
      },
    }
  },
}

const drills = {
  registering,
  correcting,
  signingUp,
  withdrawing,
  giving,
  settling,
  reviewing,
  reviewingMany,
  reopening,
}

describe.each(Object.entries(drills))('[40][41] %s, killed at each of its changes', (name, drill) => {
  const strikes = momentsOf(drill).flatMap((moment) =>
    (['retry', 'timer'] as const).map((mend) => [moment, mend] as const),
  )
  test.each(strikes)('just %s it, is put right by the %s', async (moment, mend) => {
    const interrupted = await interruptEverywhere(world, drill, { moment, mend, minutesPass: minutePasses })
    expect({ name, interrupted: interrupted >= 2 }).toEqual({ name, interrupted: true })
  })
})

test('[28][42] a timer killed anywhere while it serves a queue finishes the next time', async () => {
  const tending: Drill = {
    functionName: 'timer',
    holdsEitherWay: true,
    async prepare() {
      const { run, hold } = await withdrawing.prepare()
      // The call was counted, left the queue, where it was not, and gave its seat back; nothing more.
      const fault = world.cloud.faults.kill({
        functionName: 'api',
        action: changes,
        atRequest: 4,
        moment: 'before',
      })
      await run().catch(() => undefined)
      fault.disarm()
      return { run: minutePasses, hold }
    },
  }
  const drill = { moment: 'after', mend: 'timer', minutesPass: minutePasses } as const
  expect(await interruptEverywhere(world, tending, drill)).toBeGreaterThan(3)
})

test('[42] a timer killed anywhere finishes the next time', async () => {
  const ticking: Drill = {
    functionName: 'timer',
    holdsEitherWay: true,
    async prepare() {
      const { hold } = await settling.prepare()
      world.clock.advance(60_000)
      return { run: () => world.tick(), hold }
    },
  }
  const drill = { moment: 'after', mend: 'timer', minutesPass: () => world.tick() } as const
  expect(await interruptEverywhere(world, ticking, drill)).toBeGreaterThan(3)
})
