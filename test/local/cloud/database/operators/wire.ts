/** Runs operators through the real SDK inside a function, over the wire, against a local cloud. */
import type cloudSdk from 'wx-server-sdk'
import { type FixtureCloud, startFixtureCloud } from '../../fixtures'

type SdkDatabase = ReturnType<typeof cloudSdk.database>

/** What the SDK has and its type file does not name. */
interface Unnamed {
  expr(expression: unknown): object
  jsonSchema(schema: unknown): object
  readonly project: { elemMatch(condition: unknown): object }
}

/** What a script inside the function is given. */
export interface Sdk {
  readonly db: SdkDatabase
  readonly _: SdkDatabase['command'] & Unnamed
  readonly $: SdkDatabase['command']['aggregate'] & { pipeline(): ReturnType<Collection['aggregate']> }
  readonly things: Collection
}

type Collection = ReturnType<SdkDatabase['collection']>

/** Builds what an SDK method makes; it may use only what it is given, because it runs inside the function. */
export type Build = (given: Sdk) => unknown

/** A method of the SDK, what is made with it, and what comes of it. */
export type Case = readonly [method: string, build: Build, expected: unknown]

export interface OperatorWire {
  /** The ids of the documents that a query finds, in order. */
  idsOf(documents: readonly object[], query: Build): Promise<unknown>
  /** A document, named `d`, after an update. */
  updated(document: object, update: Build): Promise<unknown>
  /** The value of an expression over one document; `missing` when it gives none. */
  valueOf(document: object, expression: Build): Promise<unknown>
  /** What a whole script over these documents returns. */
  result(documents: readonly object[], script: Build | string): Promise<unknown>
  close(): Promise<void>
}

export async function startWire(): Promise<OperatorWire> {
  const cloud = await startFixtureCloud({
    collections: [
      { name: 'things', indexes: [{ name: 'place', keys: { place: '2dsphere' } }] },
      { name: 'others', indexes: [] },
    ],
  })
  const run = async (documents: readonly object[], body: string): Promise<unknown> => {
    await cloud.database.clear()
    await cloud.database.insert('things', documents)
    return evaluate(cloud, body)
  }
  return {
    idsOf: (documents, query) =>
      run(documents, `(await things.where((${query})(given)).get()).data.map(({ _id }) => _id)`),
    updated: async (document, update) => {
      const change = `things.doc('d').update({ data: (${update})(given) })`
      return run([{ _id: 'd', ...document }], `(await ${change}, (await things.doc('d').get()).data)`)
    },
    valueOf: (document, expression) => {
      const project = `things.aggregate().project({ _id: 0, value: (${expression})(given) }).end()`
      const read = `(({ list: [found] }) => 'value' in found ? found.value : 'missing')(await ${project})`
      return run([{ _id: 'd', ...document }], read)
    },
    result: (documents, script) => run(documents, `await (${script})({ ...given, things })`),
    close: () => cloud.close(),
  }
}

async function evaluate(cloud: FixtureCloud, body: string): Promise<unknown> {
  const code = `async (given) => { const things = given.db.collection('things'); return { value: ${body} } }`
  const { value } = (await cloud.call('script', { code }, { openid: 'o-alice' })) as { value: unknown }
  return value
}
