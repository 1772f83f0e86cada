/** Story: one alumnus asks another for contact through the app; what the other gives, and only that, changes hands. */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { closedPrivacy, type Privacy } from '../../miniprogram/contract/directory'
import { keepPeople } from '../support/kept-documents'
import type { Phone } from '../support/world'
import { TestWorld } from '../support/world'

let world: TestWorld
let asker: Phone
let asked: Phone
let restore: () => Promise<void>
beforeAll(async () => {
  world = await TestWorld.open()
  restore = await keepPeople(world)
})
beforeEach(async () => {
  await restore()
  asker = world.persona('alumnus')
  asked = world.persona('classlead')
  await setPrivacy(asker, 'nobody')
  await setPrivacy(asked, 'verified')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

const idOf = (phone: Phone) => personIdOf(phone.openid)
const setPrivacy = (phone: Phone, listing: Privacy['listing']) =>
  phone.call('directory.changePrivacy', { privacy: { ...closedPrivacy, listing } })
const ask = (from: Phone, to: Phone, message = '老同学，校庆一起返校吗？') =>
  from.call('directory.ask', { personId: idOf(to), message })
const list = async (phone: Phone, direction: 'received' | 'sent') =>
  (await phone.call('directory.listContacts', { direction })).contacts
const count = (query: object = {}) => world.cloud.database.count('contactRequests', query)
const told = () => world.cloud.messages.sent().map(({ openid }) => openid)

async function acceptTemplates(...phones: readonly Phone[]): Promise<void> {
  for (const { openid } of phones)
    world.cloud.messages.acceptTemplates(openid, ['sample-template-contact-asked-0000000000004'])
}

describe('asking', () => {
  test('brings the words to the other, who learns who asks, and is told once', async () => {
    await acceptTemplates(asked)
    expect(await ask(asker, asked)).toMatchObject({ status: 'waiting', reply: '' })
    expect(await list(asked, 'received')).toMatchObject([
      { name: '周书恒', status: 'waiting', message: '老同学，校庆一起返校吗？' },
    ])
    await world.tick()
    await world.tick()
    expect(told()).toEqual([asked.openid])
  })

  test('twice, or ten times at once, is asking once, with the words that came first', async () => {
    await Promise.all(Array.from({ length: 9 }, () => ask(asker, asked)))
    await ask(asker, asked, '别的话')
    expect(await count()).toBe(1)
    expect(await list(asked, 'received')).toMatchObject([{ message: '老同学，校庆一起返校吗？' }])
  })

  test('is possible ten times a day', async () => {
    const outcomes: string[] = []
    for (let calls = 0; calls < 11; calls++)
      outcomes.push(await asker.outcome('directory.ask', { personId: 'nobody', message: '您好' }))
    expect(outcomes.slice(9)).toEqual(['NOT_FOUND', 'TOO_OFTEN'])
  })

  test('somebody who is not to be found is answered like nobody at all, and nothing is kept', async () => {
    await setPrivacy(asked, 'classmates')
    const replies = await Promise.all(
      [idOf(asked), idOf(asker), 'nobody'].map((personId) =>
        asker.outcome('directory.ask', { personId, message: '您好' }),
      ),
    )
    expect(replies).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
    expect(await count()).toBe(0)
  })

  test('with unfit words is refused and leaves nothing', async () => {
    expect(await asker.outcome('directory.ask', { personId: idOf(asked), message: '来赌博吧' })).toBe(
      'WORDS_REFUSED',
    )
    expect(await count()).toBe(0)
  })
})

describe('words that cannot be checked at once', () => {
  /** As if the check had failed when the words were written: then they wait, with this time of the next check. */
  async function askUnchecked(message: string): Promise<void> {
    await ask(asker, asked)
    const [request] = await world.cloud.database.find('contactRequests')
    await world.cloud.database.upsert('contactRequests', [
      { ...request, message, status: 'checking', untold: false },
    ])
  }

  test('are not shown to anybody until the timer has checked them', async () => {
    await acceptTemplates(asked)
    await askUnchecked('您好，老同学')
    expect(await list(asked, 'received')).toEqual([])
    expect(await list(asker, 'sent')).toMatchObject([{ status: 'checking' }])
    await world.tick()
    expect(await list(asked, 'received')).toMatchObject([{ message: '您好，老同学', status: 'waiting' }])
    expect(told()).toEqual([asked.openid])
  })

  test('are never delivered when they are not fit; the asker may write others', async () => {
    await askUnchecked('诈骗')
    await world.tick()
    expect(await list(asked, 'received')).toEqual([])
    expect(await list(asker, 'sent')).toMatchObject([{ status: 'refused' }])
    await ask(asker, asked, '您好')
    expect(await list(asked, 'received')).toMatchObject([{ message: '您好' }])
  })

  test('are checked again later when the check fails again, and delivered in the end', async () => {
    await askUnchecked('您好')
    // WeChat checks only what people write who were here within two hours.
    world.clock.advance(3 * 3_600_000)
    await world.tick()
    expect(await count({ status: 'checking', checks: 1 })).toBe(1)
    await list(asker, 'sent')
    await world.tick()
    expect(await count({ status: 'checking', checks: 1 })).toBe(1)
    world.clock.advance(60_000)
    await world.tick()
    expect(await list(asked, 'received')).toMatchObject([{ status: 'waiting' }])
  })

  test('are withheld when the asker was blocked meanwhile', async () => {
    await askUnchecked('您好')
    const [person] = await world.cloud.database.find('people', { _id: idOf(asked) })
    await world.cloud.database.upsert('people', [{ ...person, blockedIds: [idOf(asker)] }])
    await world.tick()
    expect(await list(asked, 'received')).toEqual([])
    expect(await list(asker, 'sent')).toMatchObject([{ status: 'waiting' }])
  })
})

describe('answering', () => {
  const answer = (accepts: boolean, reply = '') =>
    asked.call('directory.answer', { personId: idOf(asker), accepts, reply })

  test('accepting gives the asker what was written, and nothing else of the person', async () => {
    await acceptTemplates(asker)
    await ask(asker, asked)
    expect(await answer(true, '微信 ruolan1985')).toEqual({ status: 'accepted' })
    const [contact] = await list(asker, 'sent')
    expect(contact).toMatchObject({ name: '许若岚', status: 'accepted', reply: '微信 ruolan1985' })
    await world.tick()
    expect(told()).toEqual([asker.openid])
    const { contact: seen } = await asker.call('directory.readPerson', { personId: idOf(asked) })
    expect(seen).toMatchObject({ status: 'accepted', reply: '微信 ruolan1985' })
  })

  test('declining looks to the asker exactly like no answer yet', async () => {
    await ask(asker, asked)
    const before = await list(asker, 'sent')
    await answer(false)
    expect(await list(asker, 'sent')).toEqual(before)
    expect(await ask(asker, asked)).toMatchObject({ status: 'waiting' })
    expect(await list(asked, 'received')).toMatchObject([{ status: 'declined' }])
    await world.tick()
    expect(told()).toEqual([])
  })

  test('what was declined can still be accepted, what was accepted cannot be taken back', async () => {
    await ask(asker, asked)
    await answer(false)
    await answer(true, '电话')
    await expect(answer(false)).rejects.toMatchObject({ code: 'ALREADY_ANSWERED' })
    await expect(answer(true, '别的')).rejects.toMatchObject({ code: 'ALREADY_ANSWERED' })
    expect(await answer(true, '电话')).toEqual({ status: 'accepted' })
  })

  test('of two answers at once one is written, and only that one is told that it was', async () => {
    await ask(asker, asked)
    const replies = ['甲', '乙', '丙', '丁']
    const outcomes = await Promise.allSettled(replies.map((reply) => answer(true, reply)))
    const written = replies.filter((_, index) => outcomes[index]?.status === 'fulfilled')
    expect(written).toHaveLength(1)
    expect(await list(asker, 'sent')).toMatchObject([{ status: 'accepted', reply: written[0] }])
  })

  test('accepting asks for words, and for fit ones', async () => {
    await ask(asker, asked)
    await expect(answer(true)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(answer(true, '看广告')).rejects.toMatchObject({ code: 'WORDS_REFUSED' })
    expect(await count({ status: 'waiting' })).toBe(1)
  })

  test('only whoever was asked can answer, whatever id another one sends', async () => {
    await ask(asker, asked)
    const other = world.persona('enterprise')
    for (const personId of [idOf(asker), idOf(asked), `${idOf(asker)}`])
      expect(await other.outcome('directory.answer', { personId, accepts: true, reply: '我' })).toBe(
        'NOT_FOUND',
      )
    expect(
      await asker.outcome('directory.answer', { personId: idOf(asked), accepts: true, reply: '我' }),
    ).toBe('NOT_FOUND')
    expect(await list(other, 'received')).toEqual([])
  })
})

describe('whoever asked and is no longer to be seen', () => {
  test('a person who closes their name again is nameless among what was sent, unless they accepted', async () => {
    await ask(asker, asked)
    await setPrivacy(asked, 'nobody')
    expect(await list(asker, 'sent')).toMatchObject([{ name: '', educations: [], status: 'waiting' }])
    await asked.call('directory.answer', { personId: idOf(asker), accepts: true, reply: '电话' })
    expect(await list(asker, 'sent')).toMatchObject([{ name: '许若岚', reply: '电话' }])
  })
})

describe('blocking', () => {
  const block = (isBlocked = true) => asked.call('directory.block', { personId: idOf(asker), isBlocked })

  test('takes the request away, hides the person from the blocked, and tells them nothing', async () => {
    await ask(asker, asked)
    const before = (await list(asker, 'sent')).map(({ status, message }) => ({ status, message }))
    await block()
    await block()
    expect(await list(asked, 'received')).toEqual([])
    expect(await list(asker, 'sent')).toMatchObject(before)
    expect(await asker.outcome('directory.readPerson', { personId: idOf(asked) })).toBe('NOT_FOUND')
    expect(await asker.outcome('directory.ask', { personId: idOf(asked), message: '再问' })).toBe('NOT_FOUND')
    expect((await asker.call('directory.search', { name: '许若' })).people).toEqual([])
    const settings = await asked.call('directory.readPrivacy', {})
    expect(settings.blocked).toEqual([{ personId: idOf(asker), name: '周书恒' }])
  })

  test('before the message went out keeps it from going out', async () => {
    await acceptTemplates(asked)
    await ask(asker, asked)
    await block()
    await world.tick()
    expect(told()).toEqual([])
  })

  test('can be undone: the request comes again, its words checked', async () => {
    await ask(asker, asked)
    await block()
    await block(false)
    expect((await asked.call('directory.readPrivacy', {})).blocked).toEqual([])
    await world.tick()
    expect(await list(asked, 'received')).toMatchObject([{ status: 'waiting' }])
    expect((await asker.call('directory.search', { name: '许若' })).people).toHaveLength(1)
  })

  test('nobody is blocked who has not asked: blocking by a guessed id shows no name', async () => {
    const stranger = world.persona('enterprise')
    expect(await asked.outcome('directory.block', { personId: idOf(stranger), isBlocked: true })).toBe(
      'NOT_FOUND',
    )
    expect((await asked.call('directory.readPrivacy', {})).blocked).toEqual([])
  })
})
