import { readLogLine } from '../../../../local/phone/panel/log-line'

test('a line of a cloud function is told in words, with its level', () => {
  const info = '[api] {"level":"info","event":"action","action":"events.list","requestId":"r1","ms":12}'
  expect(readLogLine(info)).toEqual({ text: 'api  action  events.list  12 ms', level: 'info' })
  const warning = '[api] {"level":"warn","event":"refused","code":"FULL","requestId":"r1"}'
  expect(readLogLine(warning)).toEqual({ text: 'api  refused  code=FULL  r1', level: 'warn' })
})

test.each(['wechat pay: 1 is paid', '[api] {half a line', '[api] failed: Error'])(
  'any other line stays: %s',
  (line) => {
    expect(readLogLine(line)).toEqual({ text: line, level: 'info' })
  },
)
