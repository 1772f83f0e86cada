import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { CompileError, compilePhone } from '../../../local/phone'
import { phoneLengths } from '../../../local/phone/lengths'
import { temporaryFolder, writeFiles } from '../temporary-folder'

const fixture = path.join(__dirname, 'fixture')

/** The least that compiles; a test adds or replaces files. */
const least = {
  'app.json': JSON.stringify({ pages: ['page/page'] }),
  'app.js': 'App({})',
  'page/page.json': '{}',
  'page/page.js': 'Page({})',
  'page/page.wxml': '<view>页</view>',
}

function miniprogram(files: Record<string, string>) {
  const root = temporaryFolder({ ...least, ...files })
  const outFolder = temporaryFolder()
  return {
    root,
    compile: () => compilePhone({ root, outFolder }),
    written: (name: string) => fs.readFileSync(path.join(outFolder, name), 'utf8'),
    writtenAtMs: (name: string) => fs.statSync(path.join(outFolder, name)).mtimeMs,
  }
}

/** The error of compiling the least with these files. */
async function refusal(files: Record<string, string>): Promise<string> {
  const error = await miniprogram(files)
    .compile()
    .catch((caught: unknown) => caught)
  if (!(error instanceof CompileError))
    throw new Error(`expected a CompileError, got ${JSON.stringify(error)}`)
  return error.message
}

describe('a whole mini-program', () => {
  test('compiles without a warning into a page that loads the runtime and the program', async () => {
    const outFolder = temporaryFolder()
    const result = await compilePhone({ root: fixture, outFolder })
    expect(result.warnings).toEqual([])
    expect(result.components).toBeGreaterThan(10)
    const page = fs.readFileSync(path.join(outFolder, 'app.html'), 'utf8')
    for (const name of ['runtime.js', 'app.js', 'runtime.css', 'app.css']) {
      expect(page).toContain(name)
      expect(fs.statSync(path.join(outFolder, name)).size).toBeGreaterThan(0)
    }
  })

  test('may use every component of vant, whose icons then need no network', async () => {
    const folder = path.join(
      path.dirname(createRequire(__filename).resolve('@vant/weapp/package.json')),
      'lib',
    )
    const names = fs
      .readdirSync(folder)
      .filter((name) => fs.existsSync(path.join(folder, name, 'index.wxml')))
    expect(names.length).toBeGreaterThanOrEqual(65)
    const usingComponents = Object.fromEntries(
      names.map((name) => [`van-${name}`, `@vant/weapp/${name}/index`]),
    )
    const { compile, written } = miniprogram({
      'page/page.json': JSON.stringify({ usingComponents }),
      'page/page.wxml': names.map((name) => `<van-${name} />`).join(''),
    })
    const { components, warnings } = await compile()
    expect(components).toBeGreaterThan(names.length)
    expect(warnings).toEqual([])
    expect(written('app.css')).not.toContain('alicdn')
  })

  test('takes packages from node_modules, never from its own miniprogram_npm', async () => {
    const { compile, written } = miniprogram({
      'page/page.js': "import dayjs from 'dayjs'; Page({ day: dayjs(0) })",
      'miniprogram_npm/dayjs/index.js': 'module.exports = "packed for the DevTools"',
    })
    await compile()
    expect(written('app.js')).not.toContain('packed for the DevTools')
  })

  test('may use a package that does without what only Node has', async () => {
    const { compile, written } = miniprogram({
      'page/page.js': "import nacl from 'tweetnacl'\nPage({ data: { bytes: nacl.sign.publicKeyLength } })",
    })
    expect((await compile()).warnings).toEqual([])
    expect(written('app.js')).toContain('publicKeyLength')
  })

  test('brings its pictures along', async () => {
    const { compile, written } = miniprogram({ 'assets/line.svg': '<svg/>', 'notes.md': 'not part of it' })
    await compile()
    expect(written('files/assets/line.svg')).toBe('<svg/>')
    expect(() => written('files/notes.md')).toThrow()
  })
})

describe('a second compilation', () => {
  test('shows each kind of change', async () => {
    const { root, compile, written } = miniprogram({
      'page/page.wxss': '@import "../shared.wxss";',
      'shared.wxss': '.a{color:red}',
    })
    await compile()
    writeFiles(root, {
      'page/page.js': 'Page({ data: { word: "changed script" } })',
      'page/page.wxml': '<view>changed template</view>',
      'shared.wxss': '.a{color:changed}',
    })
    await compile()
    expect(written('app.js')).toContain('changed script')
    expect(written('app.js')).toContain('changed template')
    expect(written('app.css')).toContain('color:changed')
  })

  test('does again only what has changed', async () => {
    const { root, compile, written, writtenAtMs } = miniprogram({})
    await compile()
    const before = writtenAtMs('runtime.js')
    writeFiles(root, { 'page/page.wxml': '<view>改过</view>' })
    await compile()
    expect(written('app.js')).toContain('改过')
    expect(writtenAtMs('runtime.js')).toBe(before)
  })

  test('recovers once an error is mended', async () => {
    const { root, compile } = miniprogram({ 'page/page.wxml': '<viev/>' })
    await expect(compile()).rejects.toThrow(CompileError)
    writeFiles(root, { 'page/page.wxml': '<view/>' })
    await expect(compile()).resolves.toMatchObject({ warnings: [] })
  })
})

describe('an error names the file, the line and what is wrong', () => {
  const component = (files: Record<string, string> = {}) => ({
    'page/page.json': '{"usingComponents":{"my-box":"/box/box"}}',
    'page/page.wxml': '<my-box/>',
    'box/box.json': '{"component":true}',
    'box/box.js': 'Component({})',
    'box/box.wxml': '<view/>',
    ...files,
  })

  test.each<[string, Record<string, string>, string]>([
    [
      'an unknown tag',
      { 'page/page.wxml': '<view>\n  <my-badge/>\n</view>' },
      "page/page.wxml:2: <my-badge> is neither built in nor listed in this file's usingComponents",
    ],
    [
      'a tag that only WeChat has',
      { 'page/page.wxml': '<map/>' },
      'page/page.wxml:1: <map> is a component of WeChat which the preview does not offer',
    ],
    [
      'a missing page',
      { 'app.json': '{"pages":[\n"page/page",\n"page/other"]}' },
      'app.json:3: page "page/other" has no page/other.wxml',
    ],
    [
      'a missing component',
      { 'page/page.json': '{\n"usingComponents":{\n"my-box":"/box/box"}}' },
      'page/page.json:3: the component <my-box> is said to be at "/box/box", where there is none',
    ],
    [
      'a component that does not say so',
      component({ 'box/box.json': '{}' }),
      'box/box.json:1: a component\'s .json must say "component": true',
    ],
    [
      'an unknown isolation',
      component({ 'box/box.json': '{"component":true,\n"styleIsolation":"page-shared"}' }),
      'box/box.json:2: styleIsolation "page-shared" is not supported by the preview',
    ],
    [
      'a script that is not there',
      { 'page/page.js': "import './gone'; Page({})" },
      'page/page.js:1: Could not resolve "./gone"',
    ],
    [
      'an error of syntax in a script',
      { 'page/page.js': 'Page({\n  data: {{}\n})' },
      'page/page.js:2: Expected identifier but found "{"',
    ],
    [
      'an error of syntax in JSON',
      { 'page/page.json': '{\n  "a": 1,\n}' },
      'page/page.json:3: not valid JSON',
    ],
    [
      'an expression that WXML has not',
      { 'page/page.wxml': '<view>\n{{a?.b}}</view>' },
      'page/page.wxml:2: WXML: unexpected character inside expression',
    ],
    [
      'a tag left open',
      { 'page/page.wxml': '<view>\n<text>\n</view>' },
      'page/page.wxml:2: WXML: missing end tag',
    ],
    [
      'a template that is not there',
      { 'page/page.wxml': '<view/>\n<import src="./words.wxml"/>' },
      'page/page.wxml:2: "page/words.wxml" does not exist',
    ],
    [
      'a WXS file that is not there',
      { 'page/page.wxml': '<wxs module="m" src="./m.wxs"/>' },
      'page/page.wxml: "page/m.wxs" does not exist',
    ],
    [
      'an error of syntax in WXS',
      { 'page/page.wxml': '<wxs module="m">var a = ;</wxs>' },
      'page/page.wxml: WXS: Unexpected token',
    ],
    [
      'an error of syntax in WXSS',
      { 'page/page.wxss': '.a {\n  color red;\n}' },
      'page/page.wxss:2: WXSS: Unknown word',
    ],
    [
      'a stylesheet that is not there',
      { 'page/page.wxss': '\n@import "./b.wxss";' },
      'page/page.wxss:2: @import "./b.wxss" does not exist',
    ],
    [
      'a local picture in WXSS',
      { 'page/page.wxss': '.a {\n  background: url("../a.png");\n}' },
      'page/page.wxss:2: a phone does not load local files in WXSS',
    ],
    [
      'a value that is not supported',
      { 'page/page.wxml': '<button open-type="launchApp"/>' },
      'page/page.wxml:1: <button open-type="launchApp"> is not supported by the preview',
    ],
    [
      'a canvas of the old kind',
      { 'page/page.wxml': '<canvas canvas-id="a"/>' },
      'page/page.wxml:1: <canvas> needs type="2d" in the preview',
    ],
    [
      'plugins',
      { 'app.json': '{"pages":["page/page"],"plugins":{"a":{}}}' },
      'app.json:1: plugins are not supported by the preview',
    ],
    [
      'a tab that is no page',
      { 'app.json': '{"pages":["page/page"],\n"tabBar":{"list":[{"pagePath":"a/b","text":"A"}]}}' },
      'app.json:2: the tab "a/b" is not one of the main package\'s pages',
    ],
  ])('%s', async (_, files, message) => {
    expect(await refusal(files)).toContain(message)
  })

  test('even where a mustache holds what looks like a tag', async () => {
    const { compile } = miniprogram({
      'page/page.wxml': `<view wx:if="{{a<b && c>d}}">{{a <b ? '<x/>' : ''}}</view>`,
    })
    await expect(compile()).resolves.toMatchObject({ warnings: [] })
  })
})

describe('styles', () => {
  test('of a component reach only that component, of a page only that page', async () => {
    const { compile, written } = miniprogram({
      'page/page.json': '{"usingComponents":{"my-box":"/box/box"}}',
      'page/page.wxml': '<my-box/>',
      'page/page.wxss': 'page{color:red}.a{color:red}',
      'box/box.json': '{"component":true}',
      'box/box.js': 'Component({})',
      'box/box.wxml': '<view/>',
      'box/box.wxss': ':host{display:block}.a{color:blue}',
      'app.wxss': '.a{color:green}',
    })
    await compile()
    const css = written('app.css')
    expect(css).toContain('wx-page:where([data-page="page/page"]){color:red}')
    expect(css).toContain(':where([data-page="page/page"]) .a{color:red}')
    const [, scope] = /\.(c\w+)--a\{color:blue\}/.exec(css) ?? []
    expect(scope).toBeDefined()
    expect(css).toContain(`[wx-host="${scope}"]{display:block}`)
    expect(css).toContain('\n.a{color:green}')
  })

  test('of a shared component reach every page', async () => {
    const { compile, written } = miniprogram({
      'page/page.json': '{"usingComponents":{"my-box":"/box/box"}}',
      'page/page.wxml': '<my-box/>',
      'box/box.json': '{"component":true}',
      'box/box.js': "Component({ options: { styleIsolation: 'shared' } })",
      'box/box.wxml': '<view/>',
      'box/box.wxss': '.a{color:blue}',
    })
    await compile()
    expect(written('app.css')).toContain('\n.a{color:blue}')
  })

  test.each([
    ['width: 750rpx', 'width: 100vw'],
    ['margin: -7.5rpx 0', 'margin: -1vw 0'],
    ['height: calc(100vh - 50rpx)', 'height: calc(100cqh - 6.66667vw)'],
    ['padding-bottom: env(safe-area-inset-bottom)', 'padding-bottom: var(--safe-bottom, 0px)'],
    ['padding: constant(safe-area-inset-top, 20px)', 'padding: var(--safe-top, 0px)'],
    ['background: url(data:font/woff2;base64,9rpx+5vh)', 'background: url(data:font/woff2;base64,9rpx+5vh)'],
  ])('say %s as %s', (phone, browser) => {
    expect(phoneLengths(phone)).toBe(browser)
  })
})
