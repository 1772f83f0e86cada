/** npm run build: writes all that the WeChat DevTools and an upload need. */
import { createRequire } from 'node:module'
import { ensureInstalled, ensureNode } from './install.mjs'

ensureNode()
ensureInstalled()
const { register } = await import('tsx/cjs/api')
register()
const { BuildError, buildFunctions, buildNpmPackages } = createRequire(import.meta.url)('./build/index.ts')

try {
  const [functions, packages] = await Promise.all([buildFunctions(), buildNpmPackages()])
  console.info(`dist/cloudfunctions: ${functions.names.join(', ') || 'no functions'} (${functions.ms} ms)`)
  console.info(
    `miniprogram/miniprogram_npm: ${packages.components.length} components, ${packages.libraries.size} libraries (${packages.ms} ms)`,
  )
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
