/** A small world with functions of its own, and a preview over it; all of it real but the sample data. */
import path from 'node:path'
import { MovableClock } from '../../../../local/clock'
import { LogTail, listen, openPreview, type Preview, type Server } from '../../../../local/phone/server'
import { openWorld, type Sample, type World } from '../../../../local/world'
import { temporaryFolder } from '../../temporary-folder'

export const someMorning = Date.parse('2026-11-20T09:30:00+08:00')

/** Tells who calls with what; fails on request. */
const api = `exports.main = async (event) => {
  if (event.fail) throw new Error('on request')
  return { who: process.env.WX_OPENID, said: event.said }
}`
/** Writes a line to the log each time the clock calls it. */
const timer = `exports.main = async () => { console.log('the timer ran') }`
const everyMinute = '{"triggers":[{"name":"everyMinute","type":"timer","config":"0 * * * * * *"}]}'

export const sample: Sample = {
  personas: [
    {
      key: 'visitor',
      openid: 'oVisitor',
      name: '访客',
      description: '还没有登记',
      phoneNumber: '15400000001',
    },
    { key: 'editor', openid: 'oEditor', name: '何编辑', description: '编辑活动', phoneNumber: '15400000002' },
  ],
  makeSecrets: () => ({ SECRET_KEY: 'x'.repeat(64), GIVING_PAYEE: '教育发展基金会' }),
  seed: async () => {},
  chatFiles: async () => [{ name: '名册.csv', bytes: Buffer.from('姓名') }],
  places: async () => [{ persona: 'editor', page: 'pages/home/home', note: '第一次打开' }],
  scanCodes: async () => [{ label: '海报', text: 'pages/enter/enter?scene=poster' }],
}

export function functionsFolder(): string {
  return temporaryFolder({
    'api/index.js': api,
    'timer/index.js': timer,
    'timer/config.json': everyMinute,
  })
}

export interface Fixture {
  readonly world: World
  readonly server: Server
  readonly preview: Preview
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  postFile(path: string, bytes: string): Promise<Answer>
  close(): Promise<void>
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it asks for
  readonly body: any
}

export async function openFixture(functions = functionsFolder()): Promise<Fixture> {
  const log = new LogTail()
  const clock = new MovableClock(someMorning)
  const world = await openWorld({
    sample,
    clock,
    functionsFolder: functions,
    log: (line) => log.add(line),
  })
  const files = temporaryFolder({
    'mp/app.json': '{"pages":["pages/home/home"],"subPackages":[{"root":"staff","pages":["today/today"]}]}',
    'mp/pages/home/home.json': '{"navigationBarTitleText":"首页"}',
    'phone/app.html': '<title>phone</title>',
    'panel/index.html': '<title>panel</title>',
    'secret.txt': 'not for the browser',
  })
  const server = await listen(0)
  const preview = openPreview(server, {
    world,
    log,
    miniprogramFolder: path.join(files, 'mp'),
    phoneFolder: path.join(files, 'phone'),
    panelFolder: path.join(files, 'panel'),
  })
  const ask = async (path: string, options?: RequestInit): Promise<Answer> => {
    const response = await fetch(server.url + path, options)
    return { status: response.status, body: await response.json() }
  }
  return {
    world,
    server,
    preview,
    get: (path) => ask(path),
    post: (path, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    postFile: (path, bytes) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
      }),
    close: async () => {
      preview.close()
      await server.close()
      await world.close()
    },
  }
}

export interface Heard {
  readonly event: string
  readonly data: unknown
}

/** Reads server-sent events as they come. */
export async function openEvents(url: string) {
  const stop = new AbortController()
  const response = await fetch(`${url}/phone/events`, { signal: stop.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  async function following(): Promise<Heard> {
    for (;;) {
      const found = /event: (.*)\ndata: (.*)\n\n/.exec(text)
      if (found) {
        text = text.slice(found.index + found[0].length)
        return { event: found[1] ?? '', data: JSON.parse(found[2] ?? '') }
      }
      const chunk = await reader?.read()
      if (!chunk || chunk.done) throw new Error('the stream of events has ended')
      text += chunk.value
    }
  }
  return {
    /** Whatever comes next. */
    following,
    /** The data of the next event of this name; others are passed over. */
    async next(name: string): Promise<unknown> {
      for (;;) {
        const { event, data } = await following()
        if (event === name) return data
      }
    },
    close: () => stop.abort(),
  }
}
