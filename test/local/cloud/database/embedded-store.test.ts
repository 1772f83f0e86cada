import Libsql from 'libsql'
import { type Connection, openStore } from '../../../../local/cloud/database/embedded-store'
import { temporaryFolder } from '../fixtures'

const newFile = () => `${temporaryFolder()}/store.db`

/** Stands where Node's own module stands, and notes that it was asked. */
function builtInStore() {
  const opened: string[] = []
  class DatabaseSync extends Libsql {
    constructor(file: string) {
      super(file)
      opened.push(file)
    }
  }
  return { opened, DatabaseSync: DatabaseSync as unknown as new (file: string) => Connection }
}

function writeAndRead(store: Connection): unknown[] {
  store.exec('CREATE TABLE letters (name TEXT, text TEXT)')
  const put = store.prepare('INSERT INTO letters VALUES (?, ?)')
  put.run('a', '一')
  put.run('b', '二')
  const rows = store.prepare('SELECT text FROM letters WHERE name >= ? ORDER BY name').all('a')
  store.close()
  return rows.map((row) => (row as { text: string }).text)
}

test('where Node has a store built in, that one is opened', () => {
  const builtIn = builtInStore()
  const file = newFile()
  expect(writeAndRead(openStore(file, builtIn))).toEqual(['一', '二'])
  expect(builtIn.opened).toEqual([file])
})

test('elsewhere libsql does the same', () => {
  expect(writeAndRead(openStore(newFile(), null))).toEqual(['一', '二'])
})
