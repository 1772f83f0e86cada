import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { temporaryFolder, writeFiles } from './temporary-folder'

jest.setTimeout(120_000)

interface Run {
  readonly child: ChildProcess
  /** All that it wrote so far. */
  readonly output: { stdout: string; stderr: string }
  /** Its address, once it says that it is ready. */
  readonly ready: Promise<string>
  readonly ended: Promise<number | null>
}

const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

function start(...options: string[]): Run {
  const child = spawn(process.execPath, [path.resolve(__dirname, '../../local/start.mjs'), ...options])
  running.add(child)
  const output = { stdout: '', stderr: '' }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.stdout += text
      const url = /Ready in .*(http:\S+)/.exec(output.stdout)?.[1]
      if (url) resolve(url)
    })
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${output.stderr}`)))
  })
  ready.catch(() => {})
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text
  })
  return { child, output, ready, ended }
}

/** Starts what must not start, and gives back its sentence. */
async function refusal(...options: string[]): Promise<string> {
  const { output, ended } = start(...options)
  expect(await ended).toBe(1)
  expect(output.stdout).toBe('')
  return output.stderr
}

describe('npm start', () => {
  const folder = temporaryFolder()
  const inFolder = ['--port', '0', '--data', folder]
  const lock = path.join(folder, 'running.json')

  test('seeds its world the first time, tells its address and who one can be, and serves', async () => {
    const run = start(...inFolder)
    const url = await run.ready
    expect(run.output.stdout).toContain('Writing the sample data')
    expect(run.output.stdout).toMatch(/^ {2}administrator\s+\S+ +\S+/m)
    expect(run.output.stderr).toBe('')

    const health = await fetch(`${url}/healthz`)
    expect([health.status, await health.text()]).toEqual([200, '{"ok":true}'])
    for (const page of ['/', '/panel.js', '/panel.css', '/phone/app.html', '/phone/app.js']) {
      const response = await fetch(url + page)
      expect(response.status).toBe(200)
      // What is not read to its end keeps its connection, and with it this process.
      await response.arrayBuffer()
    }

    expect(await refusal(...inFolder)).toMatch(new RegExp(`^It is running already at ${url} `))

    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
    expect(fs.existsSync(lock)).toBe(false)
  })

  test('goes on with the world it kept, also after a run that was killed', async () => {
    writeFiles(folder, { 'running.json': JSON.stringify({ pid: process.pid, url: 'http://127.0.0.1:9' }) })
    const run = start(...inFolder)
    await run.ready
    expect(run.output.stdout).not.toContain('Writing the sample data')
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
  })

  test.each(['cloud.db', 'wechat-pay.db'])(
    'that cannot read %s says how to begin anew, and touches nothing',
    async (name) => {
      const file = path.join(folder, name)
      const whole = fs.readFileSync(file)
      const broken = 'this is no database'.repeat(1000)
      fs.writeFileSync(file, broken)
      expect(await refusal(...inFolder)).toMatch(
        /\nTo begin anew with the sample data: npm start -- --fresh\n$/,
      )
      expect(fs.readFileSync(file, 'utf8') === broken).toBe(true)
      expect(fs.existsSync(lock)).toBe(false)
      fs.writeFileSync(file, whole)
    },
  )

  test('begins anew with --fresh', async () => {
    fs.writeFileSync(path.join(folder, 'cloud.db'), 'this is no database'.repeat(1000))
    const run = start(...inFolder, '--fresh')
    await run.ready
    expect(run.output.stdout).toContain('Writing the sample data')
    run.child.kill('SIGINT')
    expect(await run.ended).toBe(0)
  })
})

describe('npm start refuses in one sentence', () => {
  test('a port that is taken', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as net.AddressInfo
    expect(await refusal('--port', String(port), '--data', temporaryFolder())).toBe(
      `Port ${port} is taken by another program: choose another one with --port, such as --port ${port + 1}.\n`,
    )
    other.close()
  })

  test.each(['http', '-1', '70000', '5170.5', ''])('a port that is none: "%s"', async (port) => {
    expect(await refusal(`--port=${port}`)).toBe(`--port must be a number up to 65535, not "${port}".\n`)
  })

  test('an option that it does not know, and lists those that it does', async () => {
    const sentence = await refusal('--frehs')
    expect(sentence).toContain(`Unknown option '--frehs'`)
    for (const option of ['--fresh', '--empty', '--port NUMBER', '--data FOLDER'])
      expect(sentence).toContain(option)
  })
})
