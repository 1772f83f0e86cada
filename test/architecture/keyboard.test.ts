/**
 * The keyboard covers neither the field nor what stands below it: WeChat pushes the page up until so many px below the
 * cursor are to be seen. https://developers.weixin.qq.com/miniprogram/dev/component/textarea.html
 */
import fs from 'node:fs'
import path from 'node:path'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

const fields = fs
  .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml') && !file.includes('miniprogram_npm'))
  .flatMap((file) => {
    const template = fs.readFileSync(path.join(miniprogram, file), 'utf8')
    const tags = template.match(/<(?:input|textarea)\b(?:"[^"]*"|[^">])*>/g) ?? []
    return tags.map((tag) => ({ file, tag, isInSheet: template.includes('<bottom-sheet') }))
  })

type Field = (typeof fields)[number]

/** The height of the fixed bar with a note above its button, in the largest letters. */
const leastSpacing = 160
/** From the first line of a field of several lines to the lower edge of the sheet, past proposals and button. */
const leastInSheet = 300

const spacing = (tag: string) => Number(/cursor-spacing="(\d+)"/.exec(tag)?.[1] ?? 0)

test('below each field there is room for its error, or for the bar at the bottom of the page', () => {
  expect(fields.length).toBeGreaterThan(80)
  expect(fields.filter(({ tag }) => spacing(tag) < leastSpacing)).toEqual([])
})

test('WeChat pushes up the page below every field', () => {
  expect(fields.filter(({ tag }) => /adjust-position=/.test(tag))).toEqual([])
})

test('a field of several lines in a sheet does not scroll with the page, and brings the button along', () => {
  const isWrong = ({ tag, isInSheet }: Field) => {
    const isReady = /\sfixed\b/.test(tag) && spacing(tag) >= leastInSheet
    return tag.startsWith('<textarea') && isInSheet && !isReady
  }
  expect(fields.filter(isWrong)).toEqual([])
})

test('the key of a search says so', () => {
  const isWrong = ({ tag }: Field) =>
    /placeholder="[^"]*(搜索|查找)/.test(tag) && !/confirm-type="search"/.test(tag)
  expect(fields.filter(isWrong)).toEqual([])
})
