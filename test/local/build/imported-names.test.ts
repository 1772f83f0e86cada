import { importedNames, joinNames } from '../../../local/build/imported-names'

const namesIn = (source: string) =>
  Object.fromEntries(
    [...importedNames('page.ts', source)].map(([specifier, names]) => [
      specifier,
      names === 'everything' ? names : [...names].sort(),
    ]),
  )

describe('importedNames', () => {
  test('finds default, named, renamed and re-exported values', () => {
    expect(namesIn(`import dayjs from 'dayjs'; import { object, string as text } from 'valibot'`)).toEqual({
      dayjs: ['default'],
      valibot: ['object', 'string'],
    })
    expect(namesIn(`export { parse, type Schema } from 'valibot'`)).toEqual({ valibot: ['parse'] })
    expect(namesIn(`export * from 'valibot'`)).toEqual({ valibot: 'everything' })
  })

  test('leaves out types and the mini-program’s own modules', () => {
    expect(
      namesIn(`import type { A } from 'valibot'; import { type B } from 'dayjs'; import c from './c'`),
    ).toEqual({})
  })

  test('of a namespace, counts what is read from it; types vanish', () => {
    const source = `
      import * as v from 'valibot'
      const form = v.object({ name: v.string(), v: 1 })
      type Form = v.InferOutput<typeof form>
      console.log(position.v)
    `
    expect(namesIn(source)).toEqual({ valibot: ['object', 'string'] })
  })

  test('asks for everything where a namespace is passed on, because what is read from it cannot be seen', () => {
    expect(namesIn(`import * as v from 'valibot'; use(v)`)).toEqual({ valibot: 'everything' })
    expect(namesIn(`import * as v from 'valibot'; const { object } = v`)).toEqual({ valibot: 'everything' })
    expect(namesIn(`import * as v from 'valibot'; use({ v })`)).toEqual({ valibot: 'everything' })
  })

  test('joins what several files ask for; everything swallows names', () => {
    const joined = joinNames([
      importedNames('a.ts', `import { object } from 'valibot'; import dayjs from 'dayjs'`),
      importedNames('b.ts', `import { string } from 'valibot'; export * from 'dayjs'`),
    ])
    expect(joined).toEqual(
      new Map<string, unknown>([
        ['valibot', new Set(['object', 'string'])],
        ['dayjs', 'everything'],
      ]),
    )
  })
})
