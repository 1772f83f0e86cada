/** npm run cloud: the local cloud alone, for any program that uses wx-server-sdk. `-- --help` tells the options. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { ensureInstalled, ensureNode } from '../install.mjs'

const help = `npm run cloud -- [options]
  --port NUMBER     listens there instead of 5180
  --data FILE       keeps documents in this file and uploaded files beside it; without it nothing is kept
  --functions DIR   runs the functions in its subfolders: an index.js or index.ts each, with a config.json or without
  --indexes FILE    a .json, .js or .ts file with the collections and their indexes, as in cloudfunctions/database.ts`

ensureNode()
const options = await readOptions()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { startAlone } = createRequire(import.meta.url)('./stand-alone.ts')
try {
  const { url, functionNames, environment, close } = await startAlone(options)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => close().then(() => process.exit(0)))
  const exports = Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`)
  console.info(
    [
      `# The cloud is at ${url}. Functions: ${functionNames.join(', ') || 'none'}.`,
      '# For any other program that uses wx-server-sdk:',
      ...exports,
      '# Ready.',
    ].join('\n'),
  )
} catch (error) {
  if (!['Refusal', 'DataFileError', 'SqliteError'].includes(error.name)) throw error
  giveUp(error.message)
}

async function readOptions() {
  // An older Node lacks this and must still reach ensureNode's sentence, so it is not imported above.
  const { parseArgs } = await import('node:util')
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '5180' },
        data: { type: 'string' },
        functions: { type: 'string' },
        indexes: { type: 'string' },
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
    const absolute = (name) => values[name] && path.resolve(values[name])
    return {
      port,
      dataFile: absolute('data'),
      functionsFolder: absolute('functions'),
      indexesFile: absolute('indexes'),
    }
  } catch (error) {
    return giveUp(`${error.message}\n\n${help}`)
  }
}

/** For a shell of the POSIX kind. */
function quoted(value) {
  return `'${value.replaceAll("'", "'\\''")}'`
}

function giveUp(sentence) {
  console.error(sentence)
  process.exit(1)
}
