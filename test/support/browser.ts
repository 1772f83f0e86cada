/** Opens the browser that this machine has. */
import type { Browser, BrowserContext } from 'playwright-core'
import { findBrowser } from './find-browser.cjs'

// Nothing of the browser's own may go out to the network while a test runs.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What a page has compiled is there for the next one: see `keepWarm`.
  '--process-per-site',
]

/** Chromium, Chrome or Edge, without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined)
    throw new Error('No Chromium, Chrome or Edge was found for the browser tests')
  const { chromium } = globalThis.playwright?.() ?? (await import('playwright-core'))
  return chromium.launch({ executablePath, args: quiet })
}

/**
 * Keeps a page of this origin open, beside those that come and go: a process ends with its last page, and with it all
 * that it has compiled. Opening a phone takes a third less so.
 */
export async function keepWarm(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage()
  // Nothing is served there, which is all that is asked for.
  await page.goto(`${origin}/nothing`)
}
