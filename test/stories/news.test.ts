/** Story: an article is written by one, read over by another, comes out, is changed, and goes again. */
import type { Person } from '../../cloudfunctions/domain/alumni/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Input } from '../../miniprogram/contract/index'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
  await makeEditor('classlead', 'college-computing')
  await makeEditor('enterprise', 'college-civil')
})
afterEach(async () => {
  expect(await world.problems()).toEqual([])
})
afterAll(() => world.close())

/** A persona becomes an editor of one college. */
async function makeEditor(persona: string, bodyId: string): Promise<void> {
  const personId = personIdOf(world.persona(persona).openid)
  const [person] = await world.cloud.database.find('people', { _id: personId })
  const grants: Person['grants'] = [{ role: 'editor', bodyId }]
  await world.cloud.database.upsert('people', [{ ...(person as object), _id: personId, grants }])
}

/** Edits the computing college’s news. */
const editor = () => world.persona('classlead')
const strangerEditor = () => world.persona('enterprise')
/** Reviews at the computing college. */
const reviewer = () => world.persona('reviewer')
const administrator = () => world.persona('administrator')
const visitor = () => world.persona('visitor')

const content: Input<'news.create'>['content'] = {
  category: 'campus',
  title: '机房的灯亮了一夜',
  summary: '期末周的计算机楼。',
  cover: { kind: 'art', art: 'lamp' },
  blocks: [{ kind: 'text', text: '凌晨两点，三楼还有十几个人。' }],
  author: '学生记者 白芷',
  photographer: '',
}

let made = 0
const fresh = () => `news-${made++}`

const drafted = (changes: Partial<typeof content> = {}, bodyId = 'college-computing') =>
  editor().call('news.create', { draftKey: fresh(), bodyId, content: { ...content, ...changes } })

async function submitted(changes: Partial<typeof content> = {}) {
  const { articleId, revision } = await drafted(changes)
  return editor().call('news.submit', { articleId, revision })
}

const approve = ({ articleId, revision }: { articleId: string; revision: number }) =>
  reviewer().call('news.review', { articleId, revision, decision: 'approve', reason: '' })

async function reviewed(changes: Partial<typeof content> = {}) {
  return approve(await submitted(changes))
}

async function published(changes: Partial<typeof content> = {}) {
  const { articleId, revision } = await reviewed(changes)
  return editor().call('news.publish', { articleId, revision })
}

const readOf = async (articleId: string) => (await visitor().call('news.read', { articleId })).article
const titles = async (input: Input<'news.list'> = {}) =>
  (await visitor().call('news.list', input)).articles.map(({ title }) => title)

test('nobody reads an article before it was reviewed and published; then everybody does, with who made it', async () => {
  const { articleId, revision } = await drafted({ happenedAt: Date.parse('2026-11-18T00:00:00+08:00') })
  const unread = () => visitor().outcome('news.read', { articleId })
  expect(await unread()).toBe('NOT_FOUND')
  const handedIn = await editor().call('news.submit', { articleId, revision })
  const early = { articleId, revision: handedIn.revision }
  expect(await editor().outcome('news.publish', early)).toBe('ARTICLE_CHANGED')
  const approved = await approve(handedIn)
  expect(await unread()).toBe('NOT_FOUND')
  await editor().call('news.publish', { articleId, revision: approved.revision })
  expect(await readOf(articleId)).toMatchObject({
    title: '机房的灯亮了一夜',
    body: { bodyId: 'college-computing' },
    credits: { author: '学生记者 白芷', editor: '许若岚', reviewer: '程立诚' },
    happenedAt: Date.parse('2026-11-18T00:00:00+08:00'),
  })
  expect((await readOf(articleId)).updatedAt).toBeUndefined()
})

test('whoever wrote it last does not review it, whatever their roles', async () => {
  const input = { draftKey: fresh(), bodyId: 'college-computing', content }
  const { articleId, revision } = await administrator().call('news.create', input)
  const own = await administrator().call('news.submit', { articleId, revision })
  const decide = { articleId, revision: own.revision, decision: 'approve', reason: '' } as const
  expect(await administrator().outcome('news.review', decide)).toBe('OWN_ARTICLE')
  expect(await administrator().call('news.readManaged', { articleId })).toMatchObject({ isReviewable: false })
  expect(await reviewer().call('news.readManaged', { articleId })).toMatchObject({ isReviewable: true })
  expect((await reviewer().call('news.review', decide)).status).toBe('reviewed')
})

test('an article goes back with a reason, which stands by it until it is handed in again', async () => {
  const own = await submitted()
  const back = { articleId: own.articleId, revision: own.revision, decision: 'return', reason: '' } as const
  expect(await reviewer().outcome('news.review', back)).toBe('REASON_REQUIRED')
  const returned = await reviewer().call('news.review', { ...back, reason: '请补上照片' })
  // The same tap again, after its answer was lost.
  expect(await reviewer().call('news.review', { ...back, reason: '请补上照片' })).toEqual(returned)
  const { article } = await editor().call('news.readManaged', { articleId: own.articleId })
  expect(article).toMatchObject({ status: 'draft', reason: '请补上照片' })
  const changed = await editor().call('news.change', {
    articleId: own.articleId,
    revision: returned.revision,
    content: { ...content, photographer: '陆明' },
  })
  await editor().call('news.submit', { articleId: own.articleId, revision: changed.revision })
  const again = await editor().call('news.readManaged', { articleId: own.articleId })
  expect(again.article).toMatchObject({ status: 'submitted', reason: '' })
})

test('whoever wrote it is told once what others decided about it, and nothing of what they did themselves', async () => {
  const told = async (title: string) => {
    for (let minute = 0; minute < 2; minute++) await world.tick()
    const { messages } = await editor().call('messages.list', {})
    return messages
      .filter((message) => message.title.endsWith(title))
      .map(({ title: said, words }) => [said, words])
  }
  const back = await submitted({ title: '退回的一篇' })
  await reviewer().call('news.review', {
    articleId: back.articleId,
    revision: back.revision,
    decision: 'return',
    reason: '请补上照片',
  })
  expect(await told('退回的一篇')).toEqual([['文章已退回：退回的一篇', '原因：请补上照片']])
  const own = await reviewed({ title: '自己发布的一篇' })
  await editor().call('news.publish', { articleId: own.articleId, revision: own.revision })
  expect(await told('自己发布的一篇')).toEqual([])
  const { articleId, revision } = await reviewed({ title: '发布的一篇' })
  const out = await reviewer().call('news.publish', { articleId, revision })
  expect(await told('发布的一篇')).toEqual([['文章已发布：发布的一篇', '读者现在可以看到它']])
  await reviewer().call('news.withdraw', { articleId, revision: out.revision, reason: '人名有误' })
  expect(await told('发布的一篇')).toEqual([
    ['文章已撤下：发布的一篇', '原因：人名有误'],
    ['文章已发布：发布的一篇', '读者现在可以看到它'],
  ])
})

test('two editors do not overwrite each other, and a review is about what was read', async () => {
  const { articleId, revision } = await drafted()
  await editor().call('news.change', { articleId, revision, content: { ...content, summary: '甲' } })
  const late = { articleId, revision, content: { ...content, summary: '乙' } }
  expect(await administrator().outcome('news.change', late)).toBe('ARTICLE_CHANGED')
  const handedIn = await editor().call('news.submit', { articleId, revision: revision + 1 })
  await editor().call('news.change', { ...late, revision: handedIn.revision })
  const stale = { articleId, revision: handedIn.revision, decision: 'approve', reason: '' } as const
  expect(await reviewer().outcome('news.review', stale)).toBe('ARTICLE_CHANGED')
})

test('a change of what everybody reads is a new version: the old one stays until the new one was reviewed', async () => {
  const first = await published()
  const { articleId } = first
  const { publishedAt } = await readOf(articleId)
  const changed = await editor().call('news.change', {
    articleId,
    revision: first.revision,
    content: { ...content, title: '机房的灯又亮了一夜' },
  })
  expect((await readOf(articleId)).title).toBe('机房的灯亮了一夜')
  expect(await editor().outcome('news.publish', { articleId, revision: changed.revision })).toBe(
    'ARTICLE_CHANGED',
  )
  const handedIn = await editor().call('news.submit', { articleId, revision: changed.revision })
  const { changes } = await reviewer().call('news.readManaged', { articleId })
  expect(changes?.against.isShown).toBe(true)
  expect(
    changes?.fields.map(({ field, pieces }) => [field, pieces.find(({ mark }) => mark === 'added')]),
  ).toEqual([['title', { words: '又', mark: 'added' }]])
  const approved = await approve(handedIn)
  world.clock.advance(3_600_000)
  await editor().call('news.publish', { articleId, revision: approved.revision })
  const renewed = await readOf(articleId)
  expect(renewed).toMatchObject({ title: '机房的灯又亮了一夜', publishedAt })
  expect(renewed.updatedAt).toBeGreaterThanOrEqual(publishedAt + 3_600_000)
  const { versions } = await editor().call('news.readManaged', { articleId })
  expect(versions.map(({ title, isShown }) => [title, isShown])).toEqual([
    ['机房的灯又亮了一夜', true],
    ['机房的灯亮了一夜', false],
  ])
})

test('an older version is read and taken up again, as a draft of whoever took it up', async () => {
  const first = await published()
  const { articleId } = first
  const changed = await editor().call('news.change', {
    articleId,
    revision: first.revision,
    content: { ...content, title: '改坏了的标题' },
  })
  const { versions } = await editor().call('news.readManaged', { articleId })
  const version = versions[0]?.version ?? 0
  const older = await reviewer().call('news.readVersion', { articleId, version })
  expect(older.preview.title).toBe('机房的灯亮了一夜')
  expect(older.changes).toBeUndefined()
  const restored = await editor().call('news.restoreVersion', {
    articleId,
    revision: changed.revision,
    version,
  })
  expect(restored.status).toBe('draft')
  const now = await editor().call('news.readManaged', { articleId })
  expect(now.content.title).toBe('机房的灯亮了一夜')
  const none = { articleId, revision: restored.revision, version: 999 }
  expect(await editor().outcome('news.restoreVersion', none)).toBe('NOT_FOUND')
})

test('what is given a time comes out by the clock, once, and not before', async () => {
  const { articleId, revision } = await reviewed({ title: '定时的文章' })
  const publishAt = world.clock.now() + 2 * 3_600_000
  const past = { articleId, revision, publishAt: world.clock.now() - 1 }
  expect(await editor().outcome('news.publish', past)).toBe('TIME_PAST')
  const scheduled = await editor().call('news.publish', { articleId, revision, publishAt })
  expect(await editor().call('news.publish', { articleId, revision, publishAt })).toEqual(scheduled)
  world.clock.advance(3_600_000)
  await world.tick()
  expect(await visitor().outcome('news.read', { articleId })).toBe('NOT_FOUND')
  world.clock.advance(3_600_000)
  await world.tick()
  await world.tick()
  expect((await readOf(articleId)).title).toBe('定时的文章')
  const { article, revision: after } = await editor().call('news.readManaged', { articleId })
  expect([article.status, article.publishAt, after]).toEqual(['published', undefined, scheduled.revision + 1])
})

test('a time is taken back, and a change takes it back too', async () => {
  const { articleId, revision } = await reviewed()
  const publishAt = world.clock.now() + 3_600_000
  const scheduled = await editor().call('news.publish', { articleId, revision, publishAt })
  const held = await editor().call('news.unschedule', { articleId, revision: scheduled.revision })
  expect(await editor().call('news.unschedule', { articleId, revision: scheduled.revision })).toEqual(held)
  const again = await editor().call('news.publish', { articleId, revision: held.revision, publishAt })
  await editor().call('news.change', { articleId, revision: again.revision, content })
  world.clock.advance(2 * 3_600_000)
  await world.tick()
  expect(await visitor().outcome('news.read', { articleId })).toBe('NOT_FOUND')
})

test('withdrawn with a reason, it is answered like one that there never was; and can be written anew', async () => {
  const { articleId, revision } = await published({ title: '要撤下的文章' })
  await editor().call('news.pin', { articleId, pinnedUntil: world.clock.now() + 86_400_000 })
  expect((await titles({ bodyId: 'college-computing' }))[0]).toBe('要撤下的文章')
  const withdraw = { articleId, revision, reason: '人名有误' }
  const gone = await reviewer().call('news.withdraw', withdraw)
  expect(await reviewer().call('news.withdraw', withdraw)).toEqual(gone)
  expect(await titles()).not.toContain('要撤下的文章')
  const heard = async (id: string) => {
    const reply = await visitor().send({ action: 'news.read', input: { articleId: id } })
    return JSON.stringify(reply.ok ? reply : { ...reply.error, requestId: '' })
  }
  expect(await heard(articleId)).toBe(await heard('no-such-article'))
  await editor().call('news.change', { articleId, revision: gone.revision, content })
  expect(await visitor().outcome('news.read', { articleId })).toBe('NOT_FOUND')
})

test('pinned stories come first in the list of their own body, and once, until their time is over', async () => {
  const { articleId } = await published({ title: '置顶的文章', category: 'notice' })
  world.clock.advance(1000)
  await published({ title: '更新的文章', category: 'notice' })
  const top = async (bodyId = 'college-computing') =>
    (await titles({ category: 'notice', bodyId })).slice(0, 2)
  expect(await top()).toEqual(['更新的文章', '置顶的文章'])
  await editor().call('news.pin', { articleId, pinnedUntil: world.clock.now() + 86_400_000 })
  expect(await top()).toEqual(['置顶的文章', '更新的文章'])
  // A college's pin is not the university's: there it stands where it came out.
  const others = await Promise.all([
    titles({ category: 'notice' }),
    titles({ category: 'notice', bodyId: 'jiangcheng' }),
  ])
  for (const list of [...others, await titles({ category: 'notice', bodyId: 'college-computing' })])
    expect(new Set(list).size).toBe(list.length)
  for (const list of others) {
    expect(list).toContain('置顶的文章')
    expect(list.indexOf('更新的文章')).toBeLessThan(list.indexOf('置顶的文章'))
  }
  world.clock.advance(86_400_000)
  expect(await top()).toEqual(['更新的文章', '置顶的文章'])
})

test('a body’s page shows its latest news and that of those below it, and not that of others', async () => {
  await published({ title: '院系新闻' })
  const newsOf = async (bodyId: string) =>
    (await visitor().call('organisations.readBody', { bodyId })).articles.map(({ title }) => title)
  expect(await newsOf('college-computing')).toContain('院系新闻')
  expect(await titles({ bodyId: 'jiangcheng' })).toContain('院系新闻')
  expect(await titles({ bodyId: 'college-civil' })).not.toContain('院系新闻')
})

test('pages neither skip nor repeat', async () => {
  const [one] = await world.cloud.database.find('articles', { _id: 'article-beijing' })
  const copies = Array.from({ length: 21 }, (_, index) => ({ ...(one as object), _id: `copy-${index}` }))
  await world.cloud.database.upsert('articles', copies)
  const first = await visitor().call('news.list', { category: 'alumni' })
  const second = await visitor().call('news.list', { category: 'alumni', after: first.next ?? '' })
  const ids = [...first.articles, ...second.articles].map(({ articleId }) => articleId)
  expect(new Set(ids).size).toBe(ids.length)
  expect([first.articles.length, ids.length >= 22, second.next]).toEqual([20, true, undefined])
})

test('a reading counts once for each person and day, and tells nobody who it was', async () => {
  const { articleId } = await published()
  const read = (persona: string) => world.persona(persona).call('news.countRead', { articleId })
  await Promise.all([read('visitor'), read('visitor'), read('alumnus')])
  expect((await readOf(articleId)).reads).toBe(2)
  world.clock.advance(86_400_000)
  await read('visitor')
  expect((await readOf(articleId)).reads).toBe(3)
  const marks = await world.cloud.database.find('articleReads')
  expect(JSON.stringify(marks)).not.toContain(personIdOf(visitor().openid))
  world.clock.advance(3 * 86_400_000)
  await world.tick()
  expect(await world.cloud.database.find('articleReads')).toEqual([])
})

test('another body’s editor and a reviewer hear of a draft as of nothing', async () => {
  const { articleId, revision } = await drafted()
  for (const phone of [strangerEditor(), reviewer()]) {
    expect(await phone.outcome('news.readManaged', { articleId })).toBe('NOT_FOUND')
    expect(await phone.outcome('news.readManaged', { articleId: 'no-such-article' })).toBe('NOT_FOUND')
  }
  const acts = await Promise.all([
    strangerEditor().outcome('news.change', { articleId, revision, content }),
    strangerEditor().outcome('news.submit', { articleId, revision }),
    strangerEditor().outcome('news.publish', { articleId, revision }),
    strangerEditor().outcome('news.withdraw', { articleId, revision, reason: '不该看到' }),
    strangerEditor().outcome('news.pin', { articleId }),
    strangerEditor().outcome('news.readVersion', { articleId, version: 1 }),
    strangerEditor().outcome('news.create', { draftKey: fresh(), bodyId: 'college-computing', content }),
  ])
  expect(new Set(acts)).toEqual(new Set(['NOT_FOUND']))
  const { articles, isEditor } = await strangerEditor().call('news.listManaged', { status: 'draft' })
  expect([isEditor, articles.some((one) => one.articleId === articleId)]).toEqual([true, false])
  expect((await reviewer().call('news.listManaged', { status: 'draft' })).articles).toEqual([])
})

test('the same draft sent twice is one article, and the same hand-in one version', async () => {
  const input = { draftKey: fresh(), bodyId: 'college-computing', content }
  const [one, two] = await Promise.all([
    editor().call('news.create', input),
    editor().call('news.create', input),
  ])
  expect(two.articleId).toBe(one.articleId)
  const handIn = { articleId: one.articleId, revision: one.revision }
  const once = await editor().call('news.submit', handIn)
  expect(await editor().call('news.submit', handIn)).toEqual(once)
  const { versions } = await editor().call('news.readManaged', { articleId: one.articleId })
  expect(versions).toHaveLength(1)
})

test('WeChat’s check reads every word before a reviewer does', async () => {
  const { articleId, revision } = await drafted({
    blocks: [{ kind: 'list', items: ['欢迎参与赌博'] }],
  })
  expect(await editor().outcome('news.submit', { articleId, revision })).toBe('WORDS_REFUSED')
  const { articleId: empty, revision: at } = await drafted({ blocks: [] })
  expect(await editor().outcome('news.submit', { articleId: empty, revision: at })).toBe('INVALID_INPUT')
})

test('an article leads to its event and project, and never to one that is not public', async () => {
  const { articleId } = await published({ eventId: 'event-homecoming', projectId: 'project-library' })
  expect(await readOf(articleId)).toMatchObject({
    event: { eventId: 'event-homecoming' },
    project: { projectId: 'project-library' },
  })
  const hidden = {
    draftKey: fresh(),
    bodyId: 'college-computing',
    content: { ...content, eventId: 'event-draft' },
  }
  expect(await editor().outcome('news.create', hidden)).toBe('INVALID_INPUT')
})

test('who made an article is told so, and once they have left the office stands for the name', async () => {
  const { articleId } = await published({ title: '离任者的文章' })
  const { sections } = await editor().call('myData.read', {})
  const rows = sections.find(({ title }) => title === '经手的文章')?.rows ?? []
  expect(rows).toContainEqual(['离任者的文章', '起草、编辑', '已发布', expect.any(String)])
  const personId = personIdOf(editor().openid)
  const [person] = await world.cloud.database.find('people', { _id: personId })
  await world.cloud.database.upsert('people', [{ ...(person as object), _id: personId, grants: [] }])
  await world.persona('classlead').call('myData.askErasure', {})
  world.clock.advance(20 * 86_400_000)
  for (let minutes = 0; minutes < 5; minutes++) {
    world.clock.advance(60_000)
    await world.tick()
  }
  expect((await readOf(articleId)).credits).toMatchObject({ editor: '编辑部', reviewer: '程立诚' })
  const articles = JSON.stringify(await world.cloud.database.find('articles'))
  expect(articles).not.toContain(personId)
})
