/** Nothing is packed that nobody sees: every component that is declared stands in a template, every class that is styled on an element. */
import fs from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

/** Pages and components, without an ending. */
const units = fs
  .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml') && !file.includes('miniprogram_npm'))
  .map((file) => file.slice(0, -'.wxml'.length))

const read = (file: string) => {
  const full = path.join(miniprogram, file)
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : ''
}

test('every component that a page or a component declares stands in its template', () => {
  const unused = units.flatMap((unit) => {
    const { usingComponents = {} } = JSON.parse(read(`${unit}.json`) || '{}') as {
      usingComponents?: Record<string, string>
    }
    const template = read(`${unit}.wxml`)
    return Object.keys(usingComponents)
      .filter((tag) => !new RegExp(`<${tag}[\\s/>]`).test(template))
      .map((tag) => `${unit}: ${tag}`)
  })
  expect(unused).toEqual([])
})

/** A class may be put together in the template, as in `tone-{{tone}}`: then what stands before counts. */
function mentions(text: string, name: string): boolean {
  if (new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text)) return true
  const parts = name.split('-')
  return parts.some((_, at) => at > 0 && text.includes(`${parts.slice(0, at).join('-')}-{{`))
}

/** The classes that one file styles itself; what it imports is shared by many. */
function classesOf(styles: string): readonly string[] {
  const names = new Set<string>()
  postcss.parse(styles).walkRules((rule) => {
    if ((rule.parent as { name?: string }).name?.endsWith('keyframes')) return
    selectorParser((root) => root.walkClasses(({ value }) => void names.add(value))).processSync(
      rule.selector,
    )
  })
  return [...names]
}

test('every class that a page or a component styles stands in its template', () => {
  const unused = units.flatMap((unit) => {
    // vant names its own classes, and takes ours by another name.
    const text = [read(`${unit}.wxml`), read(`${unit}.ts`)].join('\n')
    return classesOf(read(`${unit}.wxss`))
      .filter((name) => !name.startsWith('van-') && !mentions(text, name))
      .map((name) => `${unit}: .${name}`)
  })
  expect(unused).toEqual([])
})

test('every class that pages share stands in some template', () => {
  const text = units.map((unit) => `${read(`${unit}.wxml`)}\n${read(`${unit}.ts`)}`).join('\n')
  const shared = fs
    .readdirSync(path.join(miniprogram, 'styles'))
    .filter((file) => file.endsWith('.wxss'))
    .flatMap((file) =>
      classesOf(read(`styles/${file}`)).map((name) => [`styles/${file}: .${name}`, name] as const),
    )
  const unused = shared.filter(([, name]) => !name.startsWith('van-') && !mentions(text, name))
  expect(unused.map(([what]) => what)).toEqual([])
})
