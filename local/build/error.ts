/** An error of the build that a developer can act on: its message names file and line. */
import path from 'node:path'
import type { BuildFailure, Message } from 'esbuild'

export class BuildError extends Error {
  override readonly name = 'BuildError'
}

/** Turns what esbuild throws into a BuildError of one line per fault; any other error comes back as it is. */
export function inReadableWords(error: unknown, root: string): Error {
  const faults = (error as Partial<BuildFailure>).errors
  if (!Array.isArray(faults)) return error as Error
  return new BuildError(faults.map((fault) => inOneLine(fault, root)).join('\n'))
}

function inOneLine(fault: Message, root: string): string {
  if (!fault.location) return fault.text
  const file = path.relative(root, path.resolve(root, fault.location.file))
  return `${file}:${fault.location.line}:${fault.location.column + 1} ${fault.text}`
}
