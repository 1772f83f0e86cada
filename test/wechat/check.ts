/** Asks WeChat's own compilers about the mini-program and says what they find; nothing in the tree changes. */
import { BuildError } from '../../local/build/index'
import { table } from '../../local/table'
import { type CompiledProject, CompileRefusal, compileProject } from './compiler'
import { followLinks, mainPackage } from './links'
import { NotFetched } from './miniprogram-ci'
import { judgeQuality } from './quality'
import { inKilobytes, packageSizes } from './sizes'
import { stageProject } from './staging'
import { checkSyntax } from './syntax'
import { inTemporaryFolder } from './temporary-folder'

/** One part of the check as it is told: what was looked at, and what was wrong. */
interface Section {
  readonly title: string
  readonly problems: readonly string[]
  /** Worth reading though nothing is wrong. */
  readonly notes?: readonly string[]
}

/** Prints the report. @returns whether WeChat takes the mini-program */
export async function check(): Promise<boolean> {
  const problems: string[] = []
  try {
    for await (const section of sections()) {
      print(section)
      problems.push(...section.problems)
    }
  } catch (error) {
    if (!(error instanceof BuildError || error instanceof NotFetched)) throw error
    print({ title: error.name === 'NotFetched' ? 'project compiler' : 'build', problems: [error.message] })
    problems.push(error.message)
  }
  console.info(
    problems.length === 0
      ? 'WeChat’s compilers take the mini-program.'
      : `WeChat’s compilers do not take the mini-program: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`,
  )
  return problems.length === 0
}

async function* sections(): AsyncGenerator<Section> {
  yield await inTemporaryFolder(syntaxSection)
  const compiled = await inTemporaryFolder(compile)
  if (compiled instanceof CompileRefusal) {
    yield { title: 'project compiler', problems: [compiled.message] }
    return
  }
  const { files, quality } = compiled
  yield { title: `project compiler: ${files.size} files`, problems: [] }
  const { links, problems } = followLinks(files)
  yield { title: `links: ${links.length}`, problems }
  yield { title: `code quality: ${quality.length} rules`, ...judgeQuality(compiled, links) }
  yield sizeSection(compiled)
}

async function syntaxSection(folder: string): Promise<Section> {
  const { templates, scripts, styles, problems } = await checkSyntax(await stageProject(folder))
  return { title: `wcc and wcsc: ${templates} wxml, ${scripts} wxs, ${styles} wxss`, problems }
}

async function compile(folder: string): Promise<CompiledProject | CompileRefusal> {
  try {
    return await compileProject(folder, () =>
      console.info('Fetching WeChat’s project compiler; this happens once …'),
    )
  } catch (error) {
    if (error instanceof CompileRefusal) return error
    throw error
  }
}

function sizeSection(compiled: CompiledProject): Section {
  const sizes = packageSizes(compiled)
  const nameOf = (name: string) => (name === mainPackage ? 'main' : name)
  return {
    title: 'sizes',
    notes: table(
      sizes.map(({ name, bytes, mostBytes }) => [
        nameOf(name),
        inKilobytes(bytes),
        `of ${inKilobytes(mostBytes)}`,
      ]),
    ).split('\n'),
    problems: sizes
      .filter(({ bytes, mostBytes }) => bytes > mostBytes)
      .map(
        ({ name, bytes, mostBytes }) =>
          `${nameOf(name)} is ${inKilobytes(bytes)}, more than ${inKilobytes(mostBytes)}`,
      ),
  }
}

function print({ title, problems, notes = [] }: Section): void {
  console.info(`${problems.length === 0 ? '✓' : '✗'} ${title}`)
  for (const line of [...notes, ...problems]) console.info(`  ${line.trim()}`)
}
