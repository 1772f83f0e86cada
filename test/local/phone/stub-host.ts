/** The smallest server that a phone can stand on: it serves the compiled files and answers as a test says. */
import http, { type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendFile } from '../../../local/phone/server/files'

type Reply = (body: Record<string, unknown>) => unknown

export class StubHost {
  /** What the phones have sent, as `path body`. */
  readonly heard: { path: string; body: Record<string, unknown> }[] = []
  aheadMs = 0
  private readonly server = http.createServer((request, response) => this.serve(request, response))
  private readonly listening = new Set<ServerResponse>()

  /** @param replies what each POST below /phone/ answers */
  constructor(
    private readonly folder: string,
    private readonly replies: Record<string, Reply>,
  ) {}

  /** @returns the origin it listens on */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** Tells all phones something, as the real server does when files or the clock change. */
  tell(event: string, data: object): void {
    for (const response of this.listening)
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  private async serve(request: http.IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stub')
    const name = pathname.replace(/^\/phone\//, '')
    if (name === 'events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n')
      this.listening.add(response)
      request.on('close', () => this.listening.delete(response))
      return
    }
    if (name === 'session') {
      const key = searchParams.get('persona')
      return json(response, { persona: { key, name: '林小满' }, aheadMs: this.aheadMs })
    }
    if (name === 'codes')
      return json(response, { codes: [{ label: '签到码', text: 'https://example.edu/1' }] })
    const reply = this.replies[name]
    if (reply) {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const bytes = Buffer.concat(chunks)
      const isFile = request.headers['content-type'] === 'application/octet-stream'
      const body = (
        isFile ? { ...Object.fromEntries(searchParams), bytes: bytes.length } : JSON.parse(bytes.toString())
      ) as Record<string, unknown>
      this.heard.push({ path: name, body })
      return json(response, reply(body))
    }
    await this.file(pathname === '/' ? '' : name, response)
  }

  /** Two phones side by side, as the panel shows them. */
  private async file(name: string, response: ServerResponse): Promise<void> {
    if (name === '') {
      const frame = (phone: number, route: string) =>
        `<iframe name="phone${phone}" width="390" height="844" src="/phone/app.html?persona=p${phone}&phone=${phone}#/${route}"></iframe>`
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end(frame(1, 'pages/powers/powers') + frame(2, 'extra/code/code'))
      return
    }
    if (!(await sendFile(response, this.folder, name))) response.writeHead(404).end()
  }
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
