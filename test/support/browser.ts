/** Opens the browser that this machine has. */
import type { Browser } from 'playwright-core'
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
]

/** Chromium, Chrome or Edge, without a window. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined)
    throw new Error('No Chromium, Chrome or Edge was found for the browser tests')
  const { chromium } = globalThis.playwright?.() ?? (await import('playwright-core'))
  return chromium.launch({ executablePath, args: quiet })
}
