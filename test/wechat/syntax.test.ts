/** WeChat's compilers of templates and styles, asked about good and bad files. */
import { temporaryFolder } from '../local/temporary-folder'
import { checkSyntax } from './syntax'

test('good files are taken', async () => {
  const folder = temporaryFolder({
    'a.wxml': '<wxs src="./m.wxs" module="m"/><view wx:if="{{a}}">{{m.f(b) + "f(x)"}}</view><view wx:else/>',
    'm.wxs': 'module.exports = { f: function (x) { return x } }',
    'a.wxss': '@import "./b.wxss"; .a { width: 10rpx }',
    'b.wxss': '.b { color: red }',
  })
  expect(await checkSyntax(folder)).toEqual({ templates: 1, scripts: 1, styles: 2, problems: [] })
})

test('every fault of every file is told, with its line', async () => {
  const folder = temporaryFolder({
    'expression.wxml': '<view>\n{{a?.b}}</view>',
    'otherwise.wxml': '<view wx:else/>',
    'call.wxml': '<view>\n\n{{price.toFixed(2)}}</view>',
    'script.wxs': 'var a = ;',
    'open.wxss': '.a {',
    'import.wxss': '@import "./gone.wxss";',
  })
  const { problems } = await checkSyntax(folder)
  expect([...problems].sort()).toEqual([
    'call.wxml:3: price.toFixed(…) gives nothing: only functions of a wxs module can be called',
    'wcc: expression.wxml:1:6: Bad value with message: unexpected token `.`.',
    expect.stringMatching(/^wcc: otherwise\.wxml:1:1: Bad attr `wx:else`/),
    'wcc: script.wxs:1:8:Expected exp',
    expect.stringMatching(/^wcsc: open\.wxss\(1:5\): unexpected/),
    'wcsc: path `./gone.wxss` not found from `import.wxss`.',
  ])
})
