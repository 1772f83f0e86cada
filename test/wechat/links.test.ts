/** References between compiled files: what is missing, what another subpackage holds, and what is fine. */
import { followLinks } from './links'

const app = {
  pages: ['pages/home/home'],
  subPackages: [
    { root: 'events', pages: ['event/event'] },
    { root: 'giving', pages: ['give/give'] },
  ],
}

const problemsOf = (files: Readonly<Record<string, string>>) =>
  followLinks(
    new Map(
      Object.entries({ 'app.json': JSON.stringify(app), ...files }).map(([name, text]) => [
        name,
        Buffer.from(text),
      ]),
    ),
  ).problems

test('a file may need its neighbours, the main package and npm packages', () => {
  const files = {
    'pages/home/home.js': 'require("../../services/cloud");require("dayjs");require("dayjs/plugin/utc")',
    'pages/home/home.wxml': '<wxs src="./money.wxs" module="m"/><image src="{{x}}"/><image src="/a/b.svg"/>',
    'pages/home/money.wxs': 'module.exports = {}',
    'pages/home/home.json':
      '{"usingComponents":{"van-button":"@vant/weapp/button/index","card":"/card/card"}}',
    'events/event/event.js':
      'require("../../services/cloud.js");wx.navigateTo({url:"/giving/give/give?id=1"})',
    'events/event/event.wxss': '@import "../../base.wxss";',
    'card/card.json': '{}',
    'base.wxss': '',
    'a/b.svg': '',
    'services/cloud.js': '',
    'miniprogram_npm/dayjs/index.js': '',
    'miniprogram_npm/dayjs/plugin/utc.js': '',
    'miniprogram_npm/@vant/weapp/button/index.json': '{}',
  }
  expect(problemsOf(files)).toEqual([])
})

test.each([
  ['a script', { 'app.js': 'require("./gone")' }, 'app.js: "./gone" is not in the package'],
  ['an npm package', { 'app.js': 'require("valibot")' }, 'app.js: "valibot" is not in the package'],
  ['a style', { 'app.wxss': '@import "gone.wxss";' }, 'app.wxss: "gone.wxss" is not in the package'],
  ['an image', { 'a.wxml': '<image src="/gone.svg"/>' }, 'a.wxml: "/gone.svg" is not in the package'],
  [
    'a component',
    { 'a.json': '{"usingComponents":{"x":"./gone"}}' },
    'a.json: "./gone" is not in the package',
  ],
  [
    'a page',
    { 'app.js': 'go("/events/gone/gone?x")' },
    'app.js: /events/gone/gone is not a page of app.json',
  ],
])('%s that does not exist is found', (_what, files, problem) => {
  expect(problemsOf(files)).toEqual([problem])
})

test('one subpackage cannot load what another one holds, nor can the main package', () => {
  const files = {
    'giving/a.js': '',
    'events/b.js': 'require("../giving/a")',
    'app.js': 'require("./giving/a")',
  }
  expect(problemsOf(files)).toEqual([
    'events/b.js: "../giving/a" is in another subpackage, which need not be loaded',
    'app.js: "./giving/a" is in another subpackage, which need not be loaded',
  ])
})
