/** npm start: the whole project on this machine. `node local/start.mjs --help` tells the options. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, ensureNode } from './install.mjs'

const here = path.dirname(fileURLToPath(import.meta.url))
const help = `npm start -- [options]
  --fresh         begins anew with the sample data
  --empty         begins anew as on the first day: a university, its colleges and one administrator
  --port NUMBER   listens there instead of 5170
  --data FOLDER   keeps the data there instead of .local`

ensureNode()
const options = await readOptions()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { start } = createRequire(import.meta.url)('./main.ts')
try {
  await start(options)
} catch (error) {
  if (error.name !== 'Refusal') throw error
  giveUp(error.message)
}

async function readOptions() {
  // An older Node lacks this and must still reach ensureNode's sentence, so it is not imported above.
  const { parseArgs } = await import('node:util')
  try {
    const { values } = parseArgs({
      options: {
        fresh: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        port: { type: 'string', default: '5170' },
        data: { type: 'string', default: path.join(here, '../.local') },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.info(help)
      process.exit(0)
    }
    const port = Number(values.port)
    if (!/^\d+$/.test(values.port) || port > 65535)
      giveUp(`--port must be a number up to 65535, not "${values.port}".`)
    return { fresh: values.fresh, empty: values.empty, port, folder: path.resolve(values.data) }
  } catch (error) {
    return giveUp(`${error.message}\n\n${help}`)
  }
}

function giveUp(sentence) {
  console.error(sentence)
  process.exit(1)
}
