/**
 * Story: a function that moves an article on is killed after every one of its changes in turn. The same tap again makes
 * it whole, the timer that was killed goes on the next minute, and an editor is told once of what others decided.
 */
import type { Input } from '../../miniprogram/contract/index'
import { type Drill, interruptEverywhere } from '../support/interruptions'
import { fresh, minutePasses } from '../support/lives'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

interface Moved {
  readonly articleId: string
  readonly revision: number
}

const writer = () => world.persona('editor')
const decider = () => world.persona('administrator')

const content: Input<'news.create'>['content'] = {
  category: 'campus',
  title: '一夜之间',
  summary: '',
  cover: { kind: 'art', art: 'lamp' },
  blocks: [{ kind: 'text', text: '灯亮了一夜。' }],
  author: '白芷',
  photographer: '',
}

async function drafted(): Promise<Moved> {
  const input = { draftKey: fresh('news-'), bodyId: 'jiangcheng', content }
  const { articleId, revision } = await writer().call('news.create', input)
  return { articleId, revision }
}
const submitted = async (): Promise<Moved> => moved(await writer().call('news.submit', await drafted()))
const reviewed = async (): Promise<Moved> =>
  moved(await decider().call('news.review', approving(await submitted())))
const published = async (): Promise<Moved> => moved(await decider().call('news.publish', await reviewed()))
const moved = ({ articleId, revision }: Moved): Moved => ({ articleId, revision })
const approving = (article: Moved) => ({ ...article, decision: 'approve', reason: '' }) as const

const statusOf = async (articleId: string) =>
  (await decider().call('news.readManaged', { articleId })).article.status
const timesTold = (articleId: string) =>
  world.cloud.database.count('outbox', { 'message.articleId': articleId })

/** One act on an article, the state it leads to, and how often its editor is told of it. */
const drillOf = <Action extends 'news.submit' | 'news.review' | 'news.publish' | 'news.withdraw'>(
  action: Action,
  inputFor: () => Promise<Input<Action> & Moved>,
  expected: { readonly status: string; readonly told: number },
): Drill => ({
  functionName: 'api',
  action,
  async prepare() {
    const input = await inputFor()
    const { articleId } = input
    await minutePasses(world)
    const before = await timesTold(articleId)
    const who = action === 'news.submit' ? writer() : decider()
    return {
      run: () => who.call(action, input),
      async hold() {
        expect({ action, status: await statusOf(articleId) }).toEqual({ action, status: expected.status })
        expect({ action, told: (await timesTold(articleId)) - before }).toEqual({
          action,
          told: expected.told,
        })
      },
    }
  },
})

const drills: readonly Drill[] = [
  drillOf('news.submit', drafted, { status: 'submitted', told: 0 }),
  drillOf('news.review', async () => approving(await submitted()), { status: 'reviewed', told: 0 }),
  drillOf('news.review', async () => ({ ...(await submitted()), decision: 'return', reason: '请补上照片' }), {
    status: 'draft',
    told: 1,
  }),
  drillOf('news.publish', reviewed, { status: 'published', told: 1 }),
  drillOf('news.withdraw', async () => ({ ...(await published()), reason: '内容有误' }), {
    status: 'withdrawn',
    told: 1,
  }),
]

const minutesPass = () => minutePasses(world)

test.each(drills)(
  '$action, killed after each of its changes, is whole once it is sent again',
  async (drill) => {
    const strikes = { moment: 'after', mend: 'retry', minutesPass } as const
    expect(await interruptEverywhere(world, drill, strikes)).toBeGreaterThanOrEqual(2)
  },
)

test('a timer killed while it brings out what is due goes on the next minute', async () => {
  const due: Drill = {
    functionName: 'timer',
    holdsEitherWay: true,
    async prepare() {
      const article = await reviewed()
      await decider().call('news.publish', { ...article, publishAt: world.clock.now() + 60_000 })
      world.clock.advance(120_000)
      return {
        run: () => world.tick(),
        async hold() {
          expect(await statusOf(article.articleId)).toBe('published')
          expect(await timesTold(article.articleId)).toBeLessThanOrEqual(1)
        },
      }
    },
  }
  const strikes = { moment: 'after', mend: 'timer', minutesPass } as const
  expect(await interruptEverywhere(world, due, strikes)).toBeGreaterThan(2)
})
