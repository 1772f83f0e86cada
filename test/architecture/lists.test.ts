/** Every list that is read on page by page keeps only the rows around the screen, whatever it grows to. */
import fs from 'node:fs'
import path from 'node:path'
import { contract } from '../../miniprogram/contract/index'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

const pages = fs
  .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml') && !file.includes('miniprogram_npm'))
  .map((file) => file.slice(0, -'.wxml'.length))
  .map((page) => {
    const read = (ending: string) => fs.readFileSync(path.join(miniprogram, page + ending), 'utf8')
    return { page, script: read('.ts'), template: read('.wxml') }
  })

/** Actions that answer with a part, and with where the next one begins; what is written to a file is no list. */
const inParts = Object.entries(contract)
  .filter(([name, { input }]) => 'after' in input.entries && !/export/i.test(name))
  .map(([name]) => name)

const readsOn = (script: string) =>
  /\bonReachBottom\(/.test(script) ||
  (/\bafter\b/.test(script) && inParts.some((name) => script.includes(`'${name}'`)))

const tagsOf = (template: string) => template.match(/<[\w-]+\b(?:"[^"]*"|[^">])*>/g) ?? []

/** What a page with a growing list has: the rows that are shown, the space of the others, and the call that moves them. */
const isLight = ({ script, template }: { script: string; template: string }) =>
  /keepLight\(this, '[\w.]+', scrollTop\)/.test(script) &&
  /class="[^"]*\blong-list" style="\{\{longList\.room\(/.test(template) &&
  tagsOf(template).some((tag) => /wx:for="\{\{longList\.rows\(/.test(tag) && /class="long-row\b/.test(tag))

test('there are such lists', () => {
  expect(inParts).toContain('directory.search')
  expect(pages.filter(({ script }) => readsOn(script)).map(({ page }) => page)).toContain(
    'alumni/inbox/inbox',
  )
})

test('a page that reads on keeps its list light', () => {
  const heavy = pages.filter((page) => readsOn(page.script) && !isLight(page)).map(({ page }) => page)
  expect(heavy).toEqual([])
})

test('rows that join a list are sent alone', () => {
  const again = pages.filter(({ script }) =>
    /\[\.\.\.(view|this\.data|lines|payments)\.?\w*, \.\.\./.test(script),
  )
  expect(again.map(({ page }) => page)).toEqual([])
})
