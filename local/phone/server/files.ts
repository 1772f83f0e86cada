/** Serves the files of a folder, and nothing outside it. */
import fs from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import path from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/**
 * Sends `folder/relative`, or the index.html of a folder. Nothing is cached, because files change while
 * they are worked on.
 * @returns whether there was such a file
 */
export async function sendFile(response: ServerResponse, folder: string, relative: string): Promise<boolean> {
  const file = path.join(folder, decode(relative.replace(/(^|\/)$/, '$1index.html')))
  if (!file.startsWith(folder + path.sep)) return false
  const contents = await fs.readFile(file).catch(() => undefined)
  if (!contents) return false
  response.writeHead(200, {
    'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
    'content-length': contents.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(response.req.method === 'HEAD' ? undefined : contents)
  return true
}

function decode(relative: string): string {
  try {
    return decodeURIComponent(relative)
  } catch {
    return relative
  }
}
