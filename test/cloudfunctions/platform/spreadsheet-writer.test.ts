import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { formulaSafe, writeSpreadsheet } from '../../../cloudfunctions/platform/spreadsheet-writer'

const startsFormula = /^[=+\-@＝＋－＠\t\r\n]/

test.each(['=1+1', '+8613800138000', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
  '%j is shown as it is, and not calculated',
  (text) => {
    expect(formulaSafe(text)).toBe(`'${text}`)
  },
)

test.each(['', '周书恒', '1+1', 'a=b', "'=1"])('%j is left alone', (text) => {
  expect(formulaSafe(text)).toBe(text)
})

test('no text, whatever it is, begins a formula, and none is lost', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@\t\r].*$/)), (text) => {
      const safe = formulaSafe(text)
      expect(safe).not.toMatch(startsFormula)
      expect([text, `'${text}`]).toContain(safe)
    }),
  )
})

test('a sheet is read as it was written, in its order', async () => {
  const rows = [
    ['周书恒', '1996', '=HYPERLINK("http://evil")'],
    ['林知远', '<b>&amp;"', '0815'],
  ]
  const written = await writeSpreadsheet(['姓名', '年份', '单位'], rows)
  expect(await readSheet(written)).toEqual([
    ['姓名', '年份', '单位'],
    ['周书恒', '1996', `'=HYPERLINK("http://evil")`],
    ['林知远', '<b>&amp;"', '0815'],
  ])
})
