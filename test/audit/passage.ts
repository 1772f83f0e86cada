/** Going to a page, back to one, or on with one: taken and timed inside the browser until the page is at rest. */
import type { Update } from '../../local/phone/runtime/meter'

export type Step =
  | { readonly by: 'opening'; readonly page: string }
  | { readonly by: 'returning' }
  /** Something was tapped, and its effect is waited for. */
  | { readonly by: 'waiting' }

export interface Passage {
  /** From the tap to words that are no skeleton; undefined when none came. */
  readonly contentMs: number | undefined
  /** How many requests had begun by then. */
  readonly requestsBefore: number
  readonly sawSkeleton: boolean
  /** Whether nothing was asked, drawn or loaded any more before time was up. */
  readonly isAtRest: boolean
  /** The words of a failure with 重试, where one is shown in the end. */
  readonly failure: string | undefined
  readonly updates: readonly Update[]
}

/** Runs inside the browser, so it uses nothing from outside its function. */
export async function take(step: Step): Promise<Passage> {
  const { phone } = window
  if (!phone) throw new Error('the phone has not started')
  phone.startCounting()
  const startedMs = performance.now()
  if (step.by === 'opening') phone.navigate(step.page)
  if (step.by === 'returning') phone.back()

  const frame = () => document.querySelector<HTMLElement>('.phone-frame:not([hidden])')
  const isDrawn = (image: HTMLImageElement) =>
    image.complete || image.loading === 'lazy' || !image.getAttribute('src')
  let contentMs: number | undefined
  let requestsBefore = 0
  let sawSkeleton = false
  let stillFrames = 0
  let seenUpdates = -1
  while (stillFrames < 3 && performance.now() - startedMs < 8000) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const shown = frame()
    const isLoading = !shown || shown.querySelector('[class*="skeleton"]') !== null
    sawSkeleton ||= isLoading
    if (contentMs === undefined && !isLoading && shown.textContent?.trim()) {
      contentMs = performance.now() - startedMs
      requestsBefore = phone.requests
    }
    const isStill =
      !isLoading &&
      phone.pending === 0 &&
      phone.updates.length === seenUpdates &&
      [...shown.querySelectorAll('img')].every(isDrawn)
    stillFrames = isStill ? stillFrames + 1 : 0
    seenUpdates = phone.updates.length
  }
  const retry = [...(frame()?.querySelectorAll<HTMLElement>('.van-button') ?? [])].find(
    (button) => button.textContent?.trim() === '重试',
  )
  return {
    contentMs,
    requestsBefore,
    sawSkeleton,
    isAtRest: stillFrames >= 3,
    failure: retry?.closest<HTMLElement>('[class*="panel"]')?.innerText.replace(/\s+/g, ' '),
    updates: phone.updates,
  }
}
