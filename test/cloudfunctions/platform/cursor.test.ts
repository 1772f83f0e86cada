/** Rows read as a whole come in pages by name: each once, also when somebody joins or leaves between two pages. */
import { pageByWords } from '../../../cloudfunctions/platform/cursor'

const row = (name: string, _id = name) => ({ _id, name })
const nameOf = ({ name }: { name: string }) => name
const rows = [row('赵'), row('陈'), row('李', 'b'), row('李', 'a'), row('王')]

/** All pages of two rows each, the rows changing as they are read. */
function read(of: readonly ReturnType<typeof row>[], between = of): string[] {
  const ids: string[] = []
  let next: string | undefined
  let from = of
  do {
    const page = pageByWords(from, nameOf, next, 2)
    ids.push(...page.rows.map(({ _id }) => _id))
    next = page.next
    from = between
  } while (next !== undefined)
  return ids
}

test.each([
  ['nobody', [], [], []],
  ['as names are ordered, and who has the same name by id', rows, rows, ['陈', 'a', 'b', '王', '赵']],
  [
    'without whoever left behind the page',
    rows,
    [row('陈'), row('李', 'b'), row('赵')],
    ['陈', 'a', 'b', '赵'],
  ],
  ['with whoever joined behind it', rows, [...rows, row('张')], ['陈', 'a', 'b', '王', '张', '赵']],
  ['and nobody twice who joined before it', rows, [...rows, row('安')], ['陈', 'a', 'b', '王', '赵']],
])('%s', (_what, first, then, ids) => {
  expect(read(first, then)).toEqual(ids)
})

test('a garbled cursor starts anew', () => {
  expect(pageByWords(rows, nameOf, 'nonsense', 2).rows.map(({ _id }) => _id)).toEqual(['陈', 'a'])
})
