/** What holds for the looks of every page, so that one file changes them all. */
import fs from 'node:fs'
import path from 'node:path'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

const files = fs
  .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => !file.includes('miniprogram_npm/'))
const read = (file: string) => fs.readFileSync(path.join(miniprogram, file), 'utf8')

/** Lines that break a rule, as `file:line: text`. */
const breaking = (ofFiles: readonly string[], isWrong: (line: string, file: string) => boolean) =>
  ofFiles.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) => (isWrong(line, file) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )

const styles = files.filter((file) => file.endsWith('.wxss') && !file.startsWith('styles/'))
const templates = files.filter((file) => file.endsWith('.wxml'))
const scripts = files.filter((file) => file.endsWith('.ts'))

const colour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(/i
const tokens = read('styles/tokens.wxss').toLowerCase()

test('colours stand in the tokens alone', () => {
  expect(breaking(styles, (line) => colour.test(line))).toEqual([])
  expect(breaking(templates, (line) => /style="[^"]*(#[0-9a-f]{3,8}\b|rgba?\()/i.test(line))).toEqual([])
})

test('words have a size of the tokens', () => {
  const isWrong = (line: string) =>
    /font-size:/.test(line) && !/font-size:\s*(var\(--text-[\w-]+\)|inherit)/.test(line)
  expect(breaking(styles, isWrong)).toEqual([])
})

test('corners are as round as the tokens say, or a circle', () => {
  const isRound = /radius:\s*((var\(--radius[\w-]*\)|0|50%|inherit)\s*)+;/
  expect(breaking(styles, (line) => /radius:/.test(line) && !isRound.test(line))).toEqual([])
})

test('what a canvas or a dialog draws has a colour of the tokens, too', () => {
  // The colours that institutions choose from are data; a code that is scanned is black on white.
  const own = ['contract/colours.ts', 'components/qr-code/drawing.ts']
  const isWrong = (line: string, file: string) =>
    !own.includes(file) &&
    (line.match(/'#[0-9a-f]{6}'/gi) ?? []).some((found) => !tokens.includes(found.slice(1, -1).toLowerCase()))
  expect(breaking(scripts, isWrong)).toEqual([])
})

test('every page lets its words be as large as the person chose in WeChat', () => {
  const app = JSON.parse(read('app.json')) as {
    pages: string[]
    subPackages: { root: string; pages: string[] }[]
  }
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap((sub) => sub.pages.map((page) => `${sub.root}/${page}`)),
  ]
  const first = '<page-meta root-font-size="system" />\n'
  expect(pages.filter((page) => !read(`${page}.wxml`).startsWith(first))).toEqual([])
})
