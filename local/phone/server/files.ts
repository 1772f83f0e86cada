/** Serves the files of a folder, and nothing outside it. */
import { createHash } from 'node:crypto'
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
 * Sends `folder/relative`, or the index.html of a folder. A browser asks each time whether a file is still what it
 * knows, because files change while they are worked on; one that is has not to be sent and compiled again.
 * @returns whether there was such a file
 */
export async function sendFile(response: ServerResponse, folder: string, relative: string): Promise<boolean> {
  const file = path.join(folder, decode(relative.replace(/(^|\/)$/, '$1index.html')))
  if (!file.startsWith(folder + path.sep)) return false
  const contents = await fs.readFile(file).catch(() => undefined)
  if (!contents) return false
  const etag = `"${createHash('sha256').update(contents).digest('base64url')}"`
  const always = { 'cache-control': 'no-cache', etag, 'x-content-type-options': 'nosniff' }
  if (response.req.headers['if-none-match'] === etag) {
    response.writeHead(304, always).end()
    return true
  }
  response.writeHead(200, {
    ...always,
    'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
    'content-length': contents.length,
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
