import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { BSONRegExp, ObjectId } from 'bson'
import { buildSync } from 'esbuild'
import Libsql from 'libsql'
import { MovableClock } from '../../../../local/clock'
import { DataFileError } from '../../../../local/cloud'
import { Engine } from '../../../../local/cloud/database/engine'
import { fromDisk, toDisk } from '../../../../local/cloud/database/values'
import { startFixtureCloud, temporaryFolder } from '../fixtures'

const collections = [{ name: 'written', indexes: [] }]
const newFile = () => join(temporaryFolder(), 'cloud.db')
const openEngine = (file: string) => new Engine(collections, new MovableClock(), { dataFile: file })

async function filled(file: string, count: number): Promise<void> {
  const engine = openEngine(file)
  const text = 'x'.repeat(500)
  await engine.insert(
    'written',
    Array.from({ length: count }, (_unused, number) => ({ _id: `n${number}`, text })),
  )
  engine.close()
}

test('a cloud started on the same file finds all that was acknowledged, dates and indexes included', async () => {
  const dataFile = newFile()
  const first = await startFixtureCloud({ dataFile })
  await first.run(async ({ db, _ }) => {
    await db.collection('people').add({ data: { _id: 'a', phone: '1', at: new Date(5), visits: 1 } })
    await db.collection('people').add({ data: { _id: 'b', phone: '2' } })
    await db
      .collection('people')
      .doc('a')
      .update({ data: { visits: _.inc?.(1) } })
    await db.collection('people').doc('b').remove()
    await db.createCollection('made')
  })
  await first.close()
  const second = await startFixtureCloud({ dataFile })
  expect(await second.database.find('people')).toEqual([{ _id: 'a', phone: '1', at: new Date(5), visits: 2 }])
  expect(second.database.explain('people', { phone: '1' })).toMatchObject({ index: 'phone', scanned: 1 })
  expect(await second.database.count('made')).toBe(0)
  await second.close()
})

test('every kind of value comes back from the file as it went in', () => {
  const document = {
    _id: new ObjectId('0123456789abcdef01234567'),
    text: '"$date"',
    numbers: [0, -1.5, 2 ** 40, Number.POSITIVE_INFINITY],
    at: [new Date(0), { deep: new Date(-5) }],
    pattern: new BSONRegExp('^a', 'i'),
    nothing: null,
    empty: [{}, []],
  }
  expect(fromDisk(toDisk(document))).toEqual(document)
})

test('an index that is not unique is built anew over equal values', async () => {
  const dataFile = newFile()
  const first = await startFixtureCloud({ dataFile })
  await first.database.insert('people', [
    { _id: 'a', phone: '1', college: 'c', year: 1 },
    { _id: 'b', phone: '2', college: 'c', year: 1 },
  ])
  await first.close()
  const second = await startFixtureCloud({ dataFile })
  expect(second.database.explain('people', { college: 'c' })).toMatchObject({ index: 'class', scanned: 2 })
  await second.close()
})

test('a process ended with SIGKILL in the midst of writing loses nothing that it had acknowledged', async () => {
  const file = newFile()
  const child = startWriter(file)
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    acknowledged.push(line)
    if (acknowledged.length === 500) child.kill('SIGKILL')
  }
  const engine = openEngine(file)
  const kept = new Set((await engine.find('written', {}, {})).map(({ _id }) => _id))
  engine.close()
  expect(acknowledged.length).toBeGreaterThanOrEqual(500)
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
})

/** A process that inserts without end, and prints each id when the engine has acknowledged it. */
function startWriter(file: string): ChildProcess {
  const root = join(__dirname, '../../../../local')
  const script = `
    import { Engine } from ${JSON.stringify(join(root, 'cloud/database/engine'))}
    import { MovableClock } from ${JSON.stringify(join(root, 'clock'))}
    const engine = new Engine([{ name: 'written', indexes: [] }], new MovableClock(), { dataFile: ${JSON.stringify(file)} })
    async function write(writer) {
      for (let number = 0; ; number += 1) {
        const [id] = await engine.insert('written', [{ _id: writer + '-' + number }])
        process.stdout.write(id + '\\n')
      }
    }
    for (const writer of ['a', 'b', 'c', 'd']) write(writer)`
  const [output] = buildSync({
    stdin: { contents: script, resolveDir: root },
    bundle: true,
    platform: 'node',
    external: ['libsql'],
    write: false,
  }).outputFiles
  const child = spawn(process.execPath, ['--input-type=commonjs', '-'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin?.end(output?.text)
  return child
}

describe('a file that cannot be used is named in one sentence, and stays as it was', () => {
  const refuse = (file: string, words: RegExp) => {
    const before = readFileSync(file)
    expect(() => openEngine(file)).toThrow(DataFileError)
    expect(() => openEngine(file)).toThrow(words)
    expect(readFileSync(file).equals(before)).toBe(true)
  }

  test('no database at all', () => {
    const file = newFile()
    writeFileSync(file, 'a letter to my mother, which nobody wants overwritten'.repeat(20))
    refuse(file, /is not a data file of the local cloud/)
  })

  test('another program’s database', () => {
    const file = newFile()
    const other = new Libsql(file)
    other.exec('CREATE TABLE letters (text TEXT)')
    other.close()
    refuse(file, /is not a data file of the local cloud/)
  })

  test('written by a newer version', async () => {
    const file = newFile()
    await filled(file, 1)
    const future = new Libsql(file)
    future.exec('PRAGMA user_version = 99')
    future.close()
    refuse(file, /newer version of the local cloud \(format 99/)
  })

  test('torn in the middle', async () => {
    const file = newFile()
    await filled(file, 200)
    truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096)
    refuse(file, /is damaged/)
  })

  test('with a page overwritten', async () => {
    const file = newFile()
    await filled(file, 200)
    const bytes = readFileSync(file)
    bytes.fill(0xab, 4096 * 3, 4096 * 6)
    writeFileSync(file, bytes)
    refuse(file, /is damaged/)
  })

  test('in use by another cloud', async () => {
    const file = newFile()
    const child = startWriter(file)
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    expect(() => openEngine(file)).toThrow(/in use by another local cloud/)
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
})
