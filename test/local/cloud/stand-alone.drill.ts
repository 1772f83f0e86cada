/** `npm run cloud`, as somebody with functions of her own would use it. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from './fixtures'

jest.setTimeout(60_000)

const projectRoot = path.resolve(__dirname, '../../..')
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function run(file: string, parameters: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [file, ...parameters], {
    env: { PATH: process.env.PATH, NODE_PATH: path.join(projectRoot, 'node_modules'), ...environment },
  })
  children.add(child)
  const output = { stdout: '', stderr: '' }
  const heard = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text) => {
      output[name] += text
      for (const listener of heard) listener()
    })
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => {
      children.delete(child)
      resolve({ code, ...output })
    }),
  )
  return { child, output, heard, ended }
}

/** Starts the cloud. @returns the variables that it tells one to export, and what ends it */
async function startCloud(...options: string[]) {
  const { child, output, heard, ended } = run(path.join(projectRoot, 'local/cloud/start.mjs'), options)
  await new Promise<void>((resolve, reject) => {
    heard.add(() => output.stdout.includes('# Ready.') && resolve())
    void ended.then(({ stderr }) => reject(new Error(stderr)))
  })
  const exported = [...output.stdout.matchAll(/^export (\w+)='(.*)'$/gm)]
  return {
    environment: Object.fromEntries(exported.map(([, name = '', value = '']) => [name, value])),
    stdout: output.stdout,
    close: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** As anybody writes it; nothing in it knows of the local cloud. */
const anyFunction = `
const cloud = require('wx-server-sdk')
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
exports.main = async (event) => {
  const db = cloud.database()
  await db.collection('visits').add({ data: { who: event.who, at: db.serverDate() } })
  const { fileID } = await cloud.uploadFile({ cloudPath: 'hello.txt', fileContent: Buffer.from('你好') })
  const { fileContent } = await cloud.downloadFile({ fileID })
  const { total } = await db.collection('visits').count()
  return { total, text: fileContent.toString(), openid: cloud.getWXContext().OPENID }
}
`

const program = `
const cloud = require('wx-server-sdk')
const run = async () => {
  const { main } = require('./function.js')
  const outside = await main({ who: 'a program' })
  const { result } = await cloud.callFunction({ name: 'greet', data: { who: 'a function' } })
  const check = await cloud.openapi.security.msgSecCheck({ content: '赌博', version: 2, scene: 1, openid: 'o-local' })
    .then((answer) => answer.result.suggest, (error) => error.errCode)
  const twice = await cloud.database().collection('visits').add({ data: { _id: 'x' } })
    .then(() => cloud.database().collection('visits').add({ data: { _id: 'x' } }))
    .then(() => 'twice', (error) => error.errMsg)
  console.log(JSON.stringify({ outside, result, check, twice }))
  process.exit(0)
}
run().catch((error) => { console.error(error); process.exit(1) })
`

const folder = temporaryFolder()
fs.mkdirSync(path.join(folder, 'functions/greet'), { recursive: true })
fs.writeFileSync(path.join(folder, 'functions/greet/index.js'), anyFunction)
fs.writeFileSync(path.join(folder, 'function.js'), anyFunction)
fs.writeFileSync(path.join(folder, 'program.js'), program)
fs.writeFileSync(path.join(folder, 'indexes.json'), JSON.stringify([{ name: 'visits', indexes: [] }]))
const options = [
  ...['--port', '0', '--data', path.join(folder, 'cloud.db')],
  ...['--functions', path.join(folder, 'functions'), '--indexes', path.join(folder, 'indexes.json')],
]

test('any function and any program run against it unchanged, with the variables that it prints', async () => {
  const cloud = await startCloud(...options)
  expect(cloud.stdout).toMatch(/^# The cloud is at http:\/\/127\.0\.0\.1:\d+\. Functions: greet\.$/m)
  const { code, stdout, stderr } = await run(path.join(folder, 'program.js'), [], cloud.environment).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({
    outside: { total: 1, text: '你好', openid: 'o-local' },
    result: { total: 2, text: '你好', openid: 'o-local' },
    twice: expect.stringContaining('E11000 duplicate key error'),
  })
  expect((await cloud.close()).code).toBe(0)
})

test('what was written is there after a restart', async () => {
  const cloud = await startCloud(...options)
  const { stdout } = await run(path.join(folder, 'program.js'), [], cloud.environment).ended
  expect(JSON.parse(stdout)).toMatchObject({ outside: { total: 4 } })
  await cloud.close()
})

test.each([
  [['--port', 'x'], '--port must be a number up to 65535, not "x".'],
  [['--functions', '/nowhere/at/all'], 'There is no /nowhere/at/all, which --functions names.'],
  [['--indexes', '/nowhere.json'], 'There is no /nowhere.json, which --indexes names.'],
  [['--indexes', path.join(projectRoot, 'package.json')], 'must hold a list such as'],
  [['--color'], "Unknown option '--color'"],
])('%j ends it with one sentence', async (given, sentence) => {
  const { code, stdout, stderr } = await run(path.join(projectRoot, 'local/cloud/start.mjs'), [
    '--port',
    '0',
    ...given,
  ]).ended
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(sentence)
  expect(stderr).not.toContain('    at ')
})

test('a taken port ends it with one sentence', async () => {
  const cloud = await startCloud('--port', '0')
  const { port } = new URL(JSON.parse(cloud.environment.TCB_CONTEXT_CNFG ?? '').URL)
  const { code, stderr } = await run(path.join(projectRoot, 'local/cloud/start.mjs'), ['--port', port]).ended
  expect([code, stderr.trim()]).toEqual([
    1,
    `Port ${port} is taken by another program: choose another one with --port.`,
  ])
  await cloud.close()
})
