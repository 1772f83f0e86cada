/** Finds the Chromium, Chrome or Edge of this machine; plain JavaScript, so that run.mjs can ask before anything is built. */
const fs = require('node:fs')
const path = require('node:path')

/** First the one without windows, which opens and draws in half of the time. */
const names = [
  'chrome-headless-shell',
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
  'chrome.exe',
  'msedge.exe',
]

/** Where installers put it that do not add it to the path. */
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** @returns {string | undefined} the path of its executable */
exports.findBrowser = () => {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...onPath, ...places].find((file) => fs.existsSync(file))
}
