/** Walks through a long list with the thumb of somebody in a hurry, and watches every frame of it. */
import type { Frame, Page } from 'playwright-core'

export interface Walked {
  /** The names of all rows, from the first to the last. */
  readonly rows: readonly string[]
  readonly mostNodes: number
  /** What a person would have noticed: a row twice, a row that moved by itself, a screen left blank. */
  readonly problems: readonly string[]
}

/** The phone that is alone on the desk. */
export function onlyPhone(desk: Page): Frame {
  const [frame] = desk.mainFrame().childFrames()
  if (!frame) throw new Error('there is no phone')
  return frame
}

/** Runs inside the browser, so it uses nothing from outside its function. @param selector of what bears a row's name */
async function walk(selector: string): Promise<Walked> {
  const scroller = document.querySelector<HTMLElement>('.phone-frame:not([hidden]) .phone-scroller')
  if (!scroller) throw new Error('no page is shown')
  const places = new Map<string, number>()
  const problems = new Set<string>()
  let mostNodes = 0
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  /** @returns the rows that reach into the screen */
  const look = (): number => {
    mostNodes = Math.max(mostNodes, scroller.querySelectorAll('*').length)
    const names = new Set<string>()
    let inSight = 0
    for (const row of scroller.querySelectorAll(selector)) {
      const name = row.getAttribute('aria-label') ?? ''
      const { top, bottom } = row.getBoundingClientRect()
      if (names.has(name)) problems.add(`${name} is there twice`)
      names.add(name)
      const place = top + scroller.scrollTop
      if (Math.abs((places.get(name) ?? place) - place) > 1)
        problems.add(`${name} jumped from ${places.get(name)} to ${place}`)
      places.set(name, place)
      if (bottom > 0 && top < innerHeight) inSight++
    }
    return inSight
  }
  const rest = async () => {
    let inSight = 0
    for (let turn = 0; turn < 6; turn++) {
      await frame()
      inSight = look()
    }
    if (inSight < 3) problems.add(`only ${inSight} rows in sight at ${Math.round(scroller.scrollTop)}`)
  }
  const by = async (px: number) => {
    const before = scroller.scrollTop
    scroller.scrollTop += px
    await frame()
    look()
    return scroller.scrollTop !== before
  }

  // Down, reading on wherever the end is reached.
  for (let still = 0; still < 10; ) {
    const hasMoved = await by(700)
    still = hasMoved || window.phone?.pending ? 0 : still + 1
  }
  await rest()
  // Up in flings, resting now and then, and down again at one stroke.
  for (let fling = 1; await by(-2900); fling++) if (fling % 8 === 0) await rest()
  await rest()
  scroller.scrollTop = scroller.scrollHeight
  await rest()
  scroller.scrollTop = scroller.scrollHeight / 2
  await rest()
  const rows = [...places].sort(([, one], [, other]) => one - other).map(([name]) => name)
  return { rows, mostNodes, problems: [...problems] }
}

export const walkThrough = (desk: Page, selector: string): Promise<Walked> =>
  onlyPhone(desk).evaluate(walk, selector)
