/** Every method of the SDK's own type file has a row in local/cloud/database/operators.md and a test, or can't be sent. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  arithmeticCases,
  arrayCases,
  dateCases,
  logicCases,
  objectAndSetCases,
  textCases,
} from './expression-cases'
import { projectionCases } from './projection-cases'
import { geoCases, queryCases } from './query-cases'
import { accumulatorCases, stageCases } from './stage-cases'
import { updateCases } from './update-cases'
import { type Case, startWire } from './wire'

const root = join(__dirname, '../../../../..')
const tableFile = join(root, 'local/cloud/database/operators.md')

/** Known to the SDK and refused by the local cloud, each tested beside its family. */
const refused: Readonly<Record<string, string>> = {
  '_.jsonSchema': '$jsonSchema is not offered',
  '_.text': 'there are no text indexes',
  '$.meta': 'there are no text indexes',
}

interface Family {
  readonly title: string
  readonly prefix: string
  /** What the type file promises. */
  readonly typed: readonly string[]
  /** What the SDK has. */
  readonly real: readonly string[]
  readonly cases: readonly Case[]
}

interface Row {
  readonly method: string
  readonly here: string
  readonly tests: number
}

/** The methods of one block of the type file, which begins with this line and ends where its brace closes. */
function methodsOf(types: string, opening: string): string[] {
  const start = types.indexOf(opening)
  expect(start).toBeGreaterThan(-1)
  const indent = /[ ]*$/.exec(types.slice(0, start))?.[0] ?? ''
  const block = types.slice(start, types.indexOf(`\n${indent}}`, start))
  const name = new RegExp(`^ {${indent.length + 2}}(\\w+)\\(`, 'gm')
  return [...new Set([...block.matchAll(name)].map(([, method = '']) => method))]
}

interface Surface {
  readonly commands: string[]
  readonly expressions: string[]
  readonly projections: string[]
  readonly stages: string[]
}

async function readFamilies(): Promise<Family[]> {
  const types = readFileSync(join(root, 'node_modules/wx-server-sdk/index.d.ts'), 'utf8')
  const stages = methodsOf(types, 'export class PipelineBase<T>').filter((name) => name !== 'end')
  const surface = await surfaceOfSdk(stages)
  return [
    {
      title: 'Queries and updates: `db.command`',
      prefix: '_.',
      typed: methodsOf(types, 'export interface DatabaseCommand {'),
      real: surface.commands,
      cases: [...queryCases, ...geoCases, ...updateCases],
    },
    {
      title: 'Projections: `db.command.project`',
      prefix: '_.project.',
      typed: methodsOf(types, 'project: {'),
      real: surface.projections,
      cases: projectionCases,
    },
    {
      title: 'Expressions and accumulators: `db.command.aggregate`',
      prefix: '$.',
      typed: methodsOf(types, 'aggregate: {'),
      real: surface.expressions,
      cases: [
        ...arithmeticCases,
        ...arrayCases,
        ...logicCases,
        ...dateCases,
        ...textCases,
        ...objectAndSetCases,
        ...accumulatorCases,
        ...stageCases.filter(([method]) => method === 'pipeline'),
      ],
    },
    {
      title: 'Stages: `collection.aggregate()`',
      prefix: 'aggregate().',
      typed: stages,
      real: surface.stages,
      cases: stageCases,
    },
  ]
}

/** What the unmodified SDK has, asked inside a function. A stage that it lacks throws a TypeError when it is called. */
async function surfaceOfSdk(stages: readonly string[]): Promise<Surface> {
  const wire = await startWire()
  const script = `async ({ _, $, things }) => {
    const methods = (holder) => Object.keys(holder).filter((name) => typeof holder[name] === 'function')
    const isThere = (stage) => {
      try {
        things.aggregate()[stage]({})
        return true
      } catch (error) {
        if (error instanceof TypeError) return false
        throw error
      }
    }
    const stages = ${JSON.stringify(stages)}.filter(isThere)
    return { commands: methods(_), expressions: methods($), projections: methods(_.project), stages }
  }`
  try {
    return (await wire.result([], script)) as Surface
  } finally {
    await wire.close()
  }
}

/** `$.toString` is every object's own: it sends nothing and gives a text that says nothing. */
const unsendable = (name: string): string =>
  name in {}
    ? 'the SDK has no such method, JavaScript answers "[object Object]"'
    : 'the SDK has no such method'

function rowsOf({ prefix, typed, real, cases }: Family): Row[] {
  const methods = [...new Set([...typed, ...real])].sort()
  return methods.map((name) => {
    const method = `${prefix}${name}`
    const tests = cases.filter(([tested]) => tested === name).length
    if (!real.includes(name)) return { method, here: `can not be sent: ${unsendable(name)}`, tests }
    const refusal = refused[method]
    return { method, here: refusal ? `refused by name: ${refusal}` : 'as MongoDB', tests }
  })
}

/** The first row is the heading; columns are as wide as the formatter of this repository makes them. */
function markdownTable(rows: readonly string[][]): string[] {
  const [heading = [], ...others] = rows
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)]
}

let families: Family[]

beforeAll(async () => {
  families = await readFamilies()
})

test('the type file is read: it promises some 180 methods', () => {
  const promised = families.flatMap(({ typed }) => typed)
  expect(promised.length).toBeGreaterThan(150)
  expect(promised).toEqual(
    expect.arrayContaining(['eq', 'pullAll', 'slice', 'zip', 'dateToString', 'unwind']),
  )
})

test('every method that the SDK sends has a test', () => {
  const untested = families.flatMap(rowsOf).filter(({ here, tests }) => here === 'as MongoDB' && tests === 0)
  expect(untested.map(({ method }) => method)).toEqual([])
})

test('the operator table is what the code makes of it; WRITE_OPERATOR_TABLE=1 writes it anew', () => {
  const sections = families.map((family) => {
    const rows = rowsOf(family).map(({ method, here, tests }) => [`\`${method}\``, here, String(tests || '')])
    return [`## ${family.title}`, '', ...markdownTable([['method', 'here', 'tests'], ...rows]), ''].join('\n')
  })
  const table = [
    '# Operators',
    '',
    'Every method of the type file of wx-server-sdk, and every one that the SDK has beyond it.',
    'Generated by test/local/cloud/database/operators/table.test.ts with WRITE_OPERATOR_TABLE=1; a test fails when it is not up to date.',
    '',
    'The type file promises methods that the SDK lacks; most of their operators can be written out, as in `{ $toInt: "$n" }`.',
    '',
    '## To add an operator',
    '',
    '1. A query: a case in `operatorTest` or `valueTest` of matching.ts. An update: an entry of `changes` in update-operators.ts. An expression: an entry in its family below expressions/, in lazy.ts if it decides what is evaluated. An accumulator: an entry in expressions/statistics.ts. A stage: an entry of `stages` in aggregation.ts.',
    '2. Its cases, with the result MongoDB documents, in the family of test/local/cloud/database/operators/; what MongoDB refuses, with its words, in the test beside them.',
    '3. `WRITE_OPERATOR_TABLE=1 npx jest --config test/jest.config.mjs --selectProjects cloud --testPathPatterns operators/table`.',
    '',
    ...sections,
  ].join('\n')
  if (process.env.WRITE_OPERATOR_TABLE) writeFileSync(tableFile, table)
  expect(readFileSync(tableFile, 'utf8')).toBe(table)
})
