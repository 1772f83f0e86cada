import { type Context, linesOf } from '../../../miniprogram/utils/canvas'

/** Chinese is as wide as it is high, everything else half of it. */
const context = {
  measureText: (text: string) => ({
    width: Array.from(text).reduce((width, sign) => width + (/[ -~]/.test(sign) ? 5 : 10), 0),
  }),
} as unknown as Context

test.each([
  ['what fits stands in one line', '校庆晚宴', 100, ['校庆晚宴']],
  ['no sign is left alone on the last line', '建校七十周年校友返校日', 100, ['建校七十周年', '校友返校日']],
  ['a sign that closes never begins a line', '返校指南，请看这里', 40, ['返校指', '南，请', '看这里']],
  ['words and numbers stay whole', '欢迎参加 2027 年校庆', 70, ['欢迎参加', '2027 年校庆']],
])('%s', (_what, text, width, lines) => {
  expect(linesOf(context, text, width, 3)).toEqual(lines)
})

test('what needs more lines than there are ends with an ellipsis', () => {
  expect(linesOf(context, '一二三四五六七八九十', 40, 2)).toEqual(['一二三四', '五六七…'])
})
