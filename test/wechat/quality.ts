/** Reads what WeChat's code-quality rules say, and what the one rule comes to that an app in packages cannot keep. */
import type { CompiledProject } from './compiler'
import { type Link, mainPackage, packages } from './links'

/** Says: the main package holds scripts that only subpackages use. */
const misplacedScripts = 'CONTAINS_OTHER_PKG_JS'

/**
 * Scripts that several subpackages use must lie in the main package, since they cannot load each other's. Those of a
 * single one may, where they belong together with others, as long as the first download hardly grows by them.
 */
const mostMisplacedBytes = 8 * 1024

export interface QualityReport {
  readonly problems: readonly string[]
  /** Where a rule is broken for a reason. */
  readonly notes: readonly string[]
}

export function judgeQuality({ files, quality }: CompiledProject, links: readonly Link[]): QualityReport {
  const broken = quality.filter(({ success }) => !success)
  const problems = broken
    .filter(({ name }) => name !== misplacedScripts)
    .map(({ name, text, detail }) => `${name}: ${text} ${JSON.stringify(detail ?? '')}`)
  const detail = broken.find(({ name }) => name === misplacedScripts)?.detail
  const scripts = (detail as { files: readonly string[] } | undefined)?.files ?? []
  const notes: string[] = []
  let misplacedBytes = 0
  for (const script of scripts) {
    const users = usersOf(script, links, packages(files))
    const bytes = files.get(script)?.length ?? 0
    if (users.size < 2) misplacedBytes += bytes
    notes.push(`${script} (${bytes} bytes) is in the main package for ${[...users].sort().join(', ')}`)
  }
  if (misplacedBytes > mostMisplacedBytes) {
    problems.push(
      `${misplacedScripts}: scripts of single subpackages take ${misplacedBytes} bytes of the main package, more than ${mostMisplacedBytes}`,
    )
  }
  return { problems, notes }
}

/** The subpackages that need a file of the main package, directly or through others of the main package. */
function usersOf(file: string, links: readonly Link[], packageOf: (file: string) => string): Set<string> {
  const users = new Set<string>()
  const reached = new Set([file])
  for (const needed of reached) {
    for (const { from, to } of links) {
      if (to !== needed) continue
      if (packageOf(from) === mainPackage) reached.add(from)
      else users.add(packageOf(from))
    }
  }
  return users
}
