/** A list of 10,000 rows, in a real browser: scrolled from end to end it fills the screen and never weighs the page down. */
import type { Frame } from 'playwright-core'
import { PreviewForTests } from '../support/preview'

jest.setTimeout(90_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

const count = 10_000

/** Gives the inbox as many messages as nobody has. */
const fill = (frame: Frame) =>
  frame.evaluate((many) => {
    interface Inbox {
      setData(data: object): void
    }
    const { getCurrentPages } = window as unknown as { getCurrentPages(): Inbox[] }
    const rows = Array.from({ length: many }, (_, at) => ({
      key: `row-${at}`,
      url: '',
      icon: 'bell',
      isRead: true,
      title: `第 ${at} 条`,
      // Rows of different heights, as there are.
      words: '校庆日的安排有变动，请以活动页为准。'.repeat(at % 4),
      when: '今天',
    }))
    getCurrentPages()
      .at(-1)
      ?.setData({ view: { state: 'ready', rows, next: '', more: 'idle', offline: false } })
  }, count)

/** Scrolls there, waits until the list holds still, and looks. */
const lookAt = (frame: Frame, share: number) =>
  frame.evaluate(async (where) => {
    const page = document.querySelector('.phone-frame:not([hidden])')
    const scroller = page?.querySelector('.phone-scroller')
    if (!page || !scroller) throw new Error('no page is shown')
    scroller.scrollTop = where * scroller.scrollHeight
    const numbers = () => [...page.querySelectorAll('.message-title')].map(({ textContent }) => textContent)
    let before: string
    do {
      before = String(numbers())
      for (let frames = 0; frames < 6; frames++) await new Promise((drawn) => requestAnimationFrame(drawn))
    } while (String(numbers()) !== before)
    const { top, bottom } = scroller.getBoundingClientRect()
    const shown = [...page.querySelectorAll('.message')]
      .map((row) => row.getBoundingClientRect())
      .filter((row) => row.bottom > top && row.top < bottom)
    return {
      nodes: page.querySelectorAll('*').length,
      // How much of the screen rows cover.
      covered: shown.reduce((sum, { height }) => sum + height, 0) / (bottom - top),
      last: numbers().at(-1),
    }
  }, share)

test('the inbox holds 10,000 messages', async () => {
  const phone = await preview.phone('alumnus', 'alumni/inbox/inbox')
  await phone.find('.message').first().waitFor()
  const frame = preview.desk.frames().find((one) => one.url().includes('app.html'))
  if (!frame) throw new Error('the phone is not there')
  await fill(frame)
  const seen = []
  // Down, screen by screen as far as rows have been measured, and back in leaps.
  for (const share of [0, 1, 1, 1, 1, 0.5, 0.2, 0.7]) seen.push(await lookAt(frame, share))
  expect(Math.max(...seen.map(({ nodes }) => nodes))).toBeLessThan(1000)
  expect(Math.min(...seen.map(({ covered }) => covered))).toBeGreaterThan(0.6)
  expect(seen[4]?.last).not.toBe(seen[0]?.last)
})
