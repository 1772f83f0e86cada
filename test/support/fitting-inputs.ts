/** An input that an action's schema accepts, made from the schema itself, of things that the sample world knows. */
import { type GenericSchema, safeParse } from 'valibot'

/** A schema as valibot builds it; which of these there are depends on its type. */
interface Built {
  readonly type: string
  readonly entries?: Readonly<Record<string, Built>>
  readonly wrapped?: Built
  readonly item?: Built
  readonly options?: readonly unknown[]
  readonly literal?: unknown
  readonly value?: Built
}

/** What a field of that name may be: the first that its schema accepts is taken. */
export type Known = Readonly<Record<string, readonly unknown[]>>

const texts = ['校友', 'sample', '', '13800000000', '2026-11-19', '0001', 'a'.repeat(20)]
const numbers = [1, 0, 2008, 100, 7000, Date.parse('2027-10-16T09:00:00+08:00')]

const accepts = (schema: Built, value: unknown) =>
  safeParse(schema as unknown as GenericSchema, value).success

/** Left-out fields stay left out, so that what is optional does not narrow what is found. */
export function fittingInput(schema: Built, known: Known, field = ''): unknown {
  switch (schema.type) {
    case 'strict_object':
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.entries ?? {})
          .filter(([, entry]) => entry.type !== 'optional')
          .map(([name, entry]) => [name, fittingInput(entry, known, name)]),
      )
    case 'variant':
    case 'union':
      return fittingInput((schema.options as readonly Built[])[0] as Built, known, field)
    case 'array': {
      const one = schema.item && fittingInput(schema.item, known, field)
      return [[], [one]].find((items) => accepts(schema, items)) ?? [one]
    }
    case 'record':
      return {}
    case 'nullable':
      return null
    case 'boolean':
      return false
    case 'literal':
      return schema.literal
    case 'picklist':
      return schema.options?.[0]
    default:
      return [...(known[field] ?? []), ...texts, ...numbers].find((value) => accepts(schema, value))
  }
}
