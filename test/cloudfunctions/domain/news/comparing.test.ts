/** What changed between two versions is told whole: nothing is left out and nothing invented. */
import fc from 'fast-check'
import {
  basisOf,
  compareBlocks,
  compareContents,
  compareWords,
} from '../../../../cloudfunctions/domain/news/editing/comparing'
import type { StoredContent } from '../../../../cloudfunctions/domain/news/records'
import type { Block } from '../../../../miniprogram/contract/event-content'
import type { Piece } from '../../../../miniprogram/contract/news-editing'

/** `同一句话[-去掉-][+加上+]` */
const drawn = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ words, mark }) => (mark === 'same' ? words : mark === 'added' ? `[+${words}+]` : `[-${words}-]`))
    .join('')

test.each([
  ['a word that was replaced', '新馆共七层', '新馆共八层', '新馆共[-七-][+八+]层'],
  ['words that were added', '江面起风', '江面上正起风', '江面[+上正+]起风'],
  ['a sentence that was taken away', '封顶了。开馆在即。', '封顶了。', '封顶了。[-开馆在即。-]'],
  ['what stays between two changes, if it is but a letter', '三月一日', '四月二日', '[-三月一-][+四月二+]日'],
  ['a number as a whole', '捐赠 1280 元', '捐赠 1320 元', '捐赠 [-1280-][+1320+] 元'],
  ['nothing', '封顶了', '封顶了', '封顶了'],
  ['all of it', '', '封顶了', '[+封顶了+]'],
])('words: %s', (_what, before, after, marked) => {
  expect(drawn(compareWords(before, after))).toBe(marked)
})

test('what was taken away and what stayed are the old text; what was added and what stayed, the new one', () => {
  const text = fc.array(fc.constantFrom('新馆', '七层', '。', '\n', '江', '面', ' a', '😀'), {
    maxLength: 60,
  })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const pieces = compareWords(one.join(''), other.join(''))
      const without = (left: Piece['mark']) =>
        pieces
          .filter(({ mark }) => mark !== left)
          .map(({ words }) => words)
          .join('')
      expect([without('added'), without('taken')]).toEqual([one.join(''), other.join('')])
    }),
  )
})

test('texts that have nothing in common are shown one after the other, and soon', () => {
  const long = (from: number) =>
    Array.from({ length: 2000 }, (_, at) => String.fromCharCode(from + (at % 400))).join('')
  expect(compareWords(long(0x4e00), long(0x6e00))).toEqual([
    { words: long(0x4e00), mark: 'taken' },
    { words: long(0x6e00), mark: 'added' },
  ])
})

const text = (words: string): Block => ({ kind: 'text', text: words })
const picture = (name: string, caption = ''): Block => ({
  kind: 'picture',
  fileId: `cloud://x/${name}`,
  caption,
})
const one = text('最后一方混凝土浇筑完成时，江面上正起风。')
const two = text('新馆共七层，阅览座位三千席。')
const three: Block = { kind: 'list', items: ['上午九时，纪念大会', '下午二时，返校座谈'] }

/** Blocks as one line: how each fared. */
const told = (before: readonly Block[], after: readonly Block[]) =>
  compareBlocks(before, after).map((change) =>
    change.mark === 'same' ? `same ${change.count}` : `${change.mark} ${drawn(change.pieces)}`,
  )

test.each<[string, readonly Block[], readonly Block[], readonly string[]]>([
  ['all stayed', [one, two], [one, two], ['same 2']],
  [
    'one was added',
    [one, three],
    [one, two, three],
    ['same 1', 'added [+新馆共七层，阅览座位三千席。+]', 'same 1'],
  ],
  [
    'one was taken away',
    [one, two],
    [two],
    [`taken [-${'最后一方混凝土浇筑完成时，江面上正起风。'}-]`, 'same 1'],
  ],
  [
    'one was reworded',
    [one, two],
    [one, text('新馆共八层，阅览座位三千席。')],
    ['same 1', 'changed 新馆共[-七-][+八+]层，阅览座位三千席。'],
  ],
  [
    'one was put elsewhere',
    [one, two, three],
    [two, three, one],
    ['same 2', 'moved 最后一方混凝土浇筑完成时，江面上正起风。'],
  ],
  [
    'one gave way to another that has nothing of it',
    [one],
    [text('请在本小程序完成校友登记')],
    ['taken [-最后一方混凝土浇筑完成时，江面上正起风。-]', 'added [+请在本小程序完成校友登记+]'],
  ],
  ['a picture got other words', [picture('a', '旧馆')], [picture('a', '新馆')], ['changed [-旧-][+新+]馆']],
  ['a picture is another one', [picture('a')], [picture('b')], ['taken ', 'added ']],
  [
    'a text became a heading',
    [text('校庆')],
    [{ kind: 'heading', text: '校庆' }],
    ['taken [-校庆-]', 'added [+校庆+]'],
  ],
])('blocks: %s', (_what, before, after, changes) => {
  expect(told(before, after)).toEqual(changes)
})

test('however blocks are shuffled, changed and dropped, each of the old and of the new is told once', () => {
  const block = fc.constantFrom(
    one,
    two,
    three,
    text('新馆共八层，阅览座位三千席。'),
    picture('a'),
    picture('a', '新馆'),
  )
  const blocks = fc.array(block, { maxLength: 12 })
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const changes = compareBlocks(before, after)
      const count = (...marks: readonly string[]) =>
        changes
          .filter(({ mark }) => marks.includes(mark))
          .reduce((sum, change) => sum + (change.mark === 'same' ? change.count : 1), 0)
      expect(count('same', 'changed', 'moved', 'taken')).toBe(before.length)
      expect(count('same', 'changed', 'moved', 'added')).toBe(after.length)
    }),
  )
})

const content: StoredContent = {
  category: 'campus',
  title: '新馆封顶',
  summary: '',
  cover: { kind: 'art', art: 'library' },
  blocks: [one],
  author: '闻笛',
  photographer: '',
  happenedAt: new Date('2027-03-01T00:00:00+08:00'),
  eventId: '',
  projectId: 'p1',
}
const titles = new Map([['p1', '一元一书']])

test.each<[string, Partial<StoredContent>, readonly string[]]>([
  ['the title', { title: '新馆开馆' }, ['title 新馆[-封顶-][+开馆+]']],
  ['the summary', { summary: '历时两年' }, ['summary [+历时两年+]']],
  ['the category', { category: 'alumni' }, ['category [-学校要闻-][+校友动态+]']],
  ['who is credited', { author: '', photographer: '陆明' }, ['author [-闻笛-]', 'photographer [+陆明+]']],
  [
    'the day on which it happened',
    { happenedAt: new Date('2027-03-02T00:00:00+08:00') },
    ['happenedAt [-2027-03-01-][+2027-03-02+]'],
  ],
  ['the project, by its name', { projectId: '' }, ['project [-一元一书-]']],
  ['nothing', {}, []],
])('what is said in one line: %s', (_what, changes, marked) => {
  const { fields } = compareContents(content, { ...content, ...changes }, titles)
  expect(fields.map(({ field, pieces }) => `${field} ${drawn(pieces)}`)).toEqual(marked)
})

test('another cover is told', () => {
  const other: StoredContent = { ...content, cover: { kind: 'picture', fileId: 'cloud://x/a' } }
  expect(compareContents(content, other, titles).isCoverChanged).toBe(true)
  expect(compareContents(other, { ...other }, titles).isCoverChanged).toBe(false)
})

const handedIn = (version: number) => ({
  version,
  content: { ...content, title: `第${version}版` },
  at: new Date(version),
})
const versions = [handedIn(7), handedIn(4), handedIn(1)]
const shown = { ...handedIn(4), since: new Date(5) }

test.each([
  ['a draft, with what everybody reads', true, 0, '第4版'],
  ['one that waits for its review, with what everybody reads', true, 7, '第4版'],
  ['what everybody reads, with the one handed in before', true, 4, '第1版'],
  ['a draft that nobody ever read, with the one handed in last', false, 0, '第7版'],
  ['one handed in again, with the one handed in before', false, 7, '第4版'],
  ['the first one, with nothing', false, 1, undefined],
])('compared is %s', (_what, isPublic, version, title) => {
  const article = { isPublic, shown } as unknown as Parameters<typeof basisOf>[0]
  expect(basisOf(article, version, versions)?.content.title).toBe(title)
})
