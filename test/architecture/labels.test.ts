/** What a screen reader needs of every template: what can be tapped says so, and what is drawn has words. */
import fs from 'node:fs'
import path from 'node:path'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

const templates = fs
  .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml') && !file.includes('miniprogram_npm'))

/** The opening tags of some elements, with the file they stand in. */
const tags = (...names: readonly string[]) =>
  templates.flatMap((file) => {
    const text = fs.readFileSync(path.join(miniprogram, file), 'utf8')
    const found = text.match(new RegExp(`<(?:${names.join('|')})\\b(?:"[^"]*"|[^">])*>`, 'g')) ?? []
    return found.map((tag) => ({ file, tag: tag.replace(/\s+/g, ' ') }))
  })

test('what can be tapped has a role', () => {
  const plain = tags('view', 'text', 'image', 'label').filter(
    ({ tag }) => /\b(bind|catch):?tap=/.test(tag) && !/aria-(role|hidden)=/.test(tag),
  )
  expect(plain).toEqual([])
})

test('a picture has words, or is left out', () => {
  expect(tags('image', 'canvas').filter(({ tag }) => !/aria-(label|hidden)=/.test(tag))).toEqual([])
})
