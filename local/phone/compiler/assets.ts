/** Copies what a page shows but no compiler reads: pictures, sound, film. */
import fs from 'node:fs'
import path from 'node:path'

/** https://developers.weixin.qq.com/miniprogram/dev/framework/structure.html lists what a package may hold. */
const media = /\.(png|jpe?g|gif|svg|webp|mp3|aac|m4a|wav|mp4)$/i

export function copyAssets(root: string, outFolder: string): void {
  for (const entry of fs.readdirSync(root, { withFileTypes: true })) {
    if (entry.name === 'miniprogram_npm' || entry.name === 'node_modules' || entry.name.startsWith('.'))
      continue
    const [from, to] = [path.join(root, entry.name), path.join(outFolder, entry.name)]
    if (entry.isDirectory()) copyAssets(from, to)
    else if (media.test(entry.name)) copyIfNewer(from, to)
  }
}

function copyIfNewer(from: string, to: string): void {
  const source = fs.statSync(from)
  const copy = fs.statSync(to, { throwIfNoEntry: false })
  if (copy && copy.mtimeMs >= source.mtimeMs && copy.size === source.size) return
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.copyFileSync(from, to)
}
