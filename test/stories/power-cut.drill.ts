/**
 * Story: the machine loses power while people sign up and give, several times over, and starts again.
 * What was acknowledged is there; what was cut off is finished when it is asked for again; nothing is there twice.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { personas } from '../../local/seed'
import { temporaryFolder } from '../local/temporary-folder'
import { TestWorld } from '../support/world'

const startScript = path.resolve(__dirname, '../../local/start.mjs')
/** The power goes when so many requests of a round have been acknowledged. */
const cutsAfter = [1, 3, 6]
const eventIds = ['event-homecoming', 'event-forum']
const people = personas.filter(({ education, isNewcomer }) => education && !isNewcomer).map(({ key }) => key)

interface Request {
  readonly persona: string
  readonly action: string
  readonly input: object
}

/** What everybody asks for in one round; the same rounds give the same requests. */
const requests = (round: number): readonly Request[] =>
  people.flatMap((persona) => [
    ...eventIds.map((eventId) => ({ persona, action: 'events.signUp', input: { eventId } })),
    {
      persona,
      action: 'giving.give',
      input: {
        projectId: 'project-scholarship',
        amountFen: 700,
        isAnonymous: false,
        attemptKey: `${persona}-${round}`,
      },
    },
  ])

/** Starts the whole preview as a person would, and returns where it answers and how to cut its power. */
async function powerOn(folder: string): Promise<{ url: string; cut(): Promise<void> }> {
  const child = spawn(process.execPath, [startScript, '--data', folder, '--port', '0'], { detached: true })
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += String(chunk)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0]
    if (url) {
      return {
        url,
        async cut() {
          // The whole process group: the functions run in a process of their own.
          if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
          await once(child, 'exit')
        },
      }
    }
  }
  throw new Error(`the preview did not start: ${printed}`)
}

const send = async (url: string, { persona, action, input }: Request): Promise<boolean> => {
  const body = JSON.stringify({ persona, name: 'api', data: { action, input } })
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(`${url}/phone/call`, { method: 'POST', headers, body })
  const { result } = (await reply.json()) as { result?: { ok: boolean } }
  return result?.ok === true
}

/** Sends what a person asks for in a round, one after another until the power goes, and notes what is acknowledged. */
async function askInTurn(
  url: string,
  person: string,
  round: number,
  acknowledged: Request[],
  onAnswer: () => void,
): Promise<void> {
  for (const request of requests(round).filter(({ persona }) => persona === person)) {
    const isDone = await send(url, request).catch(() => undefined)
    if (isDone === undefined) return
    if (isDone) acknowledged.push(request)
    onAnswer()
  }
}

test('nothing acknowledged is lost, and nothing is there twice', async () => {
  const folder = temporaryFolder()
  const acknowledged: Request[] = []
  for (const [round, answers] of cutsAfter.entries()) {
    const { url, cut } = await powerOn(folder)
    const before = acknowledged.length
    await new Promise<void>((resolve) => {
      // Everybody asks for one thing after another: so most of the round is still to come when the power goes.
      for (const person of people)
        void askInTurn(
          url,
          person,
          round,
          acknowledged,
          () => acknowledged.length - before >= answers && resolve(),
        )
    })
    await cut()
    expect(acknowledged.length - before).toBeLessThan(requests(round).length)
  }
  const world = await TestWorld.open({ folder })
  try {
    // The timer alone puts right what was cut off half-way.
    await world.tick()
    expect(await world.problems()).toEqual([])
    for (const { persona, action, input } of acknowledged) {
      if (action !== 'events.signUp') continue
      const { mine } = await world.persona(persona).call('events.read', input as { eventId: string })
      expect({ persona, mine: mine?.status }).not.toEqual({ persona, mine: undefined })
    }
    for (const round of cutsAfter.keys()) {
      for (const { persona, action, input } of requests(round)) {
        const reply = await world.persona(persona).send({ action, input })
        expect(reply).toMatchObject({ ok: true })
      }
    }
    const places = await world.cloud.database.find('signUps', { eventId: { $in: eventIds } })
    const own = places.filter(({ name }) => personas.some((persona) => persona.name === name))
    expect(own).toHaveLength(people.length * eventIds.length)
    expect(await world.cloud.database.count('orders', { state: 'pending' })).toBe(
      people.length * cutsAfter.length,
    )
    expect(await world.problems()).toEqual([])
  } finally {
    await world.close()
  }
}, 90_000)
