/** The one error a build may end in: where, and one sentence. */

export class CompileError extends Error {
  /**
   * @param file path of the source, relative to the mini-program's folder where it lies inside
   * @param line from 1; 0 where no line applies
   * @param sentence what is wrong, in one sentence
   */
  constructor(
    readonly file: string,
    readonly line: number,
    readonly sentence: string,
  ) {
    super(`${file}${line > 0 ? `:${line}` : ''}: ${sentence}`)
    this.name = 'CompileError'
  }
}

/** The line, from 1, on which a position in a text lies. */
export function lineAt(text: string, position: number): number {
  let line = 1
  for (
    let index = text.indexOf('\n');
    index !== -1 && index < position;
    index = text.indexOf('\n', index + 1)
  )
    line++
  return line
}
