import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { buildNpmPackages } from '../../../local/build/npm-packages'
import { borrowPackages, temporaryFolder, writeFiles } from '../temporary-folder'

const page = `
  import * as v from 'valibot'
  import dayjs from 'dayjs'
  import utc from 'dayjs/plugin/utc'
  dayjs.extend(utc)
  export const form = v.object({ name: v.pipe(v.string(), v.minLength(2)) })
`

async function build(files: Record<string, string>) {
  const root = temporaryFolder({ 'miniprogram/app.json': '{"pages":["pages/home/home"]}', ...files })
  borrowPackages(root)
  const packages = await buildNpmPackages({ root })
  const folder = path.join(root, 'miniprogram/miniprogram_npm')
  return { root, packages, folder, require: createRequire(path.join(folder, 'x.js')) }
}

const uses = (...names: string[]) =>
  JSON.stringify({
    usingComponents: Object.fromEntries(names.map((name) => [`van-${name}`, `@vant/weapp/${name}/index`])),
  })

const filesIn = (folder: string) =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => path.extname(name) !== '')

const iconStyles = (folder: string) =>
  fs.readFileSync(path.join(folder, '@vant/weapp/icon/index.wxss'), 'utf8')

const glyphsIn = (folder: string) =>
  [...iconStyles(folder).matchAll(/\.van-icon-([\w-]+):before/g)].map(([, glyph]) => glyph)

describe('buildNpmPackages: plain libraries', () => {
  test('offers only the names that are imported, and they work', async () => {
    const { require, folder } = await build({ 'miniprogram/pages/home/home.ts': page })
    const v = require('./valibot')
    expect(Object.keys(v).sort()).toEqual(['minLength', 'object', 'pipe', 'string'])
    expect(v.string().type).toBe('string')

    const dayjs = require('./dayjs').default
    dayjs.extend(require('./dayjs/plugin/utc').default)
    expect(dayjs.utc('2026-10-15T01:00:00Z').format('HH:mm')).toBe('01:00')
    expect(filesIn(folder).sort()).toEqual(
      ['dayjs/index.js', 'dayjs/plugin/utc.js', 'valibot/index.js'].map(path.normalize),
    )
  })

  test('lie in the subpackage that alone imports them, and where several do, with all', async () => {
    const using = (name: string) => `import { ${name} } from 'valibot'; ${name}()`
    const app =
      '{"pages":["pages/home/home"],"subPackages":[{"root":"a","pages":["p/p"]},{"root":"ab","pages":[]}]}'
    const alone = await build({ 'miniprogram/app.json': app, 'miniprogram/a/p/p.ts': using('string') })
    const aside = path.join(alone.root, 'miniprogram/a/miniprogram_npm')
    expect(filesIn(aside)).toEqual([path.normalize('valibot/index.js')])
    expect(fs.existsSync(path.join(alone.folder, 'valibot'))).toBe(false)

    const shared = await build({
      'miniprogram/app.json': app,
      'miniprogram/a/p/p.ts': using('string'),
      'miniprogram/ab/p/p.ts': using('number'),
    })
    expect(Object.keys(shared.require('./valibot')).sort()).toEqual(['number', 'string'])
    expect(fs.existsSync(path.join(shared.root, 'miniprogram/a/miniprogram_npm'))).toBe(false)
  })

  test('is a script of ES2017 without eval or new Function, which phones refuse', async () => {
    const { folder } = await build({ 'miniprogram/pages/home/home.ts': page })
    const text = fs.readFileSync(path.join(folder, 'valibot/index.js'), 'utf8')
    expect(/\?\.[a-z(]|\?\?|\.\.\.\w+\}|new Function|eval\(/.exec(text)?.[0]).toBeUndefined()
  })

  test('refuses a name that the library does not have', async () => {
    const files = { 'miniprogram/pages/home/home.ts': `import { objekt } from 'valibot'; objekt()` }
    await expect(build(files)).rejects.toThrow(/valibot \(as imported\).*objekt/)
  })

  test('writes anew: what is no longer imported is gone', async () => {
    const { root, folder } = await build({ 'miniprogram/pages/home/home.ts': page })
    writeFiles(root, { 'miniprogram/pages/home/home.ts': 'export {}' })
    await buildNpmPackages({ root })
    expect(fs.existsSync(folder) ? filesIn(folder) : []).toEqual([])
  })
})

describe('buildNpmPackages: components', () => {
  test('copies a component with all that it needs, and no other', async () => {
    const { packages, folder } = await build({ 'miniprogram/pages/home/home.json': uses('cell') })
    expect(packages.components).toEqual(['cell/index', 'icon/index', 'info/index'])
    for (const file of filesIn(folder).filter((name) => name.endsWith('.js'))) {
      const required = fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/require\("(\.[^"]+)"\)/g)
      for (const [, target = ''] of required) {
        expect(fs.existsSync(path.join(folder, path.dirname(file), `${target}.js`))).toBe(true)
      }
    }
  })

  test('copies what a script imports, such as a toast', async () => {
    const { packages, folder } = await build({
      'miniprogram/pages/home/home.ts': `import Toast from '@vant/weapp/toast/toast'; Toast('')`,
      'miniprogram/pages/home/home.json': uses('toast'),
    })
    expect(packages.components).toContain('toast/index')
    expect(filesIn(folder)).toContain(path.normalize('@vant/weapp/toast/toast.js'))
  })

  test('never makes a phone ask another host: the icon font is inside', async () => {
    const { folder } = await build({ 'miniprogram/pages/home/home.json': uses('cell', 'uploader', 'image') })
    for (const file of filesIn(folder).filter((name) => name.endsWith('.wxss'))) {
      const remote = /url\(["']?(?:https?:)?\/\/[^)]{1,80}/.exec(
        fs.readFileSync(path.join(folder, file), 'utf8'),
      )
      expect(remote?.[0]).toBeUndefined()
    }
    const font = /url\("data:font\/woff2;base64,([^"]+)"\)/.exec(iconStyles(folder))?.[1] ?? ''
    expect(Buffer.from(font, 'base64').subarray(0, 4).toString()).toBe('wOF2')
  })

  test('keeps the glyphs in use, also those whose names vant composes, and drops the others', async () => {
    const { folder } = await build({
      'miniprogram/pages/home/home.json': uses('cell'),
      'miniprogram/pages/home/home.wxml': '<van-cell icon="gift-o" is-link arrow-direction="down" />',
    })
    expect(glyphsIn(folder)).toEqual(expect.arrayContaining(['gift-o', 'arrow', 'arrow-down']))
    expect(glyphsIn(folder)).not.toContain('weibo')
  })

  test('refuses a component that does not exist, naming the page', async () => {
    const files = { 'miniprogram/pages/home/home.json': uses('butten') }
    await expect(build(files)).rejects.toThrow(/home\.json: @vant\/weapp\/butten\/index does not exist/)
  })
})
