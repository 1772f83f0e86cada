import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { HttpError, listen, parse, type Server } from '../../../../local/phone/server/http'
import { temporaryFolder } from '../../temporary-folder'

const files = temporaryFolder({
  'open/page.html': '<p>page</p>',
  'open/图.txt': 'a Chinese name',
  'open-not/secret.txt': 'secret',
  'secret.txt': 'secret',
})
let server: Server

beforeAll(async () => {
  server = await listen(0)
})
afterAll(() => server.close())

/** As node:http sends it: fetch would tidy paths and set Host itself. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<{ status: number; text: string; type: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(server.url, { method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, type: response.headers['content-type'] ?? '' }),
      )
    })
    request.on('error', reject).end(body)
  })
}
const json = { 'content-type': 'application/json' }

test('answers 503 until it is opened, and never 200 before', async () => {
  expect((await raw('GET', '/healthz')).status).toBe(503)
  server.open({
    routes: {
      'GET /healthz': () => ({ ok: true }),
      'POST /echo': ({ body }) => ({ body }),
      'POST /measure': ({ body }) => ({ bytes: Buffer.isBuffer(body) ? body.length : 'no file' }),
      'GET /query': ({ query }) => ({ a: query.get('a') }),
      'GET /refuse': () => {
        throw new HttpError(418, 'I am a teapot.')
      },
    },
    streams: {},
    folders: { '/files/': `${files}/open` },
  })
  expect(await raw('GET', '/healthz')).toMatchObject({ status: 200, text: '{"ok":true}' })
})

describe('routes', () => {
  test('get the query and the JSON body; their errors keep status and sentence', async () => {
    expect((await raw('GET', '/query?a=1')).text).toBe('{"a":"1"}')
    expect((await raw('POST', '/echo', json, '{"x":[1]}')).text).toBe('{"body":{"x":[1]}}')
    expect(await raw('GET', '/refuse')).toMatchObject({ status: 418, text: '{"error":"I am a teapot."}' })
  })

  test.each(['/nowhere', '/constructor', '/files', '/files/nothing.txt'])(
    'refuse the unknown by name: %s',
    async (path) => {
      const { status, text } = await raw('GET', path)
      expect(status).toBe(404)
      expect(JSON.parse(text).error).toContain(`GET ${path}`)
    },
  )

  test('exist for one method only', async () => {
    expect((await raw('GET', '/echo')).status).toBe(404)
    expect((await raw('POST', '/healthz', json, '{}')).status).toBe(404)
    expect((await raw('POST', '/files/page.html', json, '{}')).status).toBe(404)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'constructor', ''])(
    'take nothing of type "%s", so that a form of another page cannot post to them',
    async (type) => {
      expect((await raw('POST', '/echo', type === '' ? {} : { 'content-type': type }, '{}')).status).toBe(415)
    },
  )

  test('refuse what only says that it is JSON', async () => {
    expect((await raw('POST', '/echo', json, '{')).status).toBe(400)
  })

  test('take a file as it is, also one that no call could carry', async () => {
    const file = { 'content-type': 'application/octet-stream' }
    expect((await raw('POST', '/measure', file, 'x'.repeat(2 * 1024 * 1024))).text).toBe('{"bytes":2097152}')
    expect((await raw('POST', '/measure', json, '{}')).text).toBe('{"bytes":"no file"}')
  })

  test('take bodies up to 1 MB', async () => {
    const ofBytes = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2))
    expect((await raw('POST', '/echo', json, ofBytes(1024 * 1024))).status).toBe(200)
    expect((await raw('POST', '/echo', json, ofBytes(1024 * 1024 + 1))).status).toBe(413)
  })
})

describe('files', () => {
  test('are not sent again to who knows them as they are, and are as soon as they change', async () => {
    const address = `${server.url}/files/page.html`
    const first = await fetch(address)
    const known = { 'if-none-match': first.headers.get('etag') ?? '' }
    expect((await raw('GET', '/files/page.html', known)).status).toBe(304)
    fs.writeFileSync(path.join(files, 'open/page.html'), '<p>leaf</p>')
    expect(await raw('GET', '/files/page.html', known)).toMatchObject({ status: 200, text: '<p>leaf</p>' })
    fs.writeFileSync(path.join(files, 'open/page.html'), '<p>page</p>')
  })

  test('are sent with their type, also under names that a URL must encode', async () => {
    expect(await raw('GET', '/files/page.html')).toEqual({
      status: 200,
      text: '<p>page</p>',
      type: 'text/html; charset=utf-8',
    })
    expect((await raw('GET', `/files/${encodeURIComponent('图')}.txt`)).text).toBe('a Chinese name')
  })

  test.each([
    '/files/../secret.txt',
    '/files/%2e%2e/secret.txt',
    '/files/..%2fsecret.txt',
    '/files/..%2fopen-not%2fsecret.txt',
    '/files/%00',
  ])('outside the folder are not there: %s', async (path) => {
    const { status, text } = await raw('GET', path)
    expect(status).toBe(404)
    expect(text).not.toContain('"secret"')
  })
})

describe('strangers', () => {
  const port = () => new URL(server.url).port

  test.each(['127.0.0.1', 'localhost', '[::1]'])('this machine may call it %s', async (name) => {
    expect((await raw('GET', '/healthz', { host: `${name}:${port()}` })).status).toBe(200)
  })

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1'])(
    'a page that reaches it as "%s" gets nothing',
    async (name) => {
      expect((await raw('GET', '/healthz', { host: name })).status).toBe(403)
    },
  )

  test('a page of another origin gets nothing, even by the right name', async () => {
    expect((await raw('POST', '/echo', { ...json, origin: 'https://evil.example' }, '{}')).status).toBe(403)
    expect((await raw('POST', '/echo', { ...json, origin: 'null' }, '{}')).status).toBe(403)
    expect((await raw('POST', '/echo', { ...json, origin: server.url }, '{}')).status).toBe(200)
  })
})

test('a taken port is told apart', async () => {
  await expect(listen(Number(new URL(server.url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('parse names the field that is wrong', async () => {
  const v = await import('valibot')
  const schema = v.strictObject({ page: v.object({ size: v.number() }) })
  expect(parse(schema, { page: { size: 1 } })).toEqual({ page: { size: 1 } })
  expect(() => parse(schema, { page: { size: 'x' } })).toThrow(/^page\.size: /)
  expect(() => parse(schema, null)).toThrow(/^The body: /)
})
