/** The building blocks of every action's input: each reads an untrusted value and says in one sentence what is wrong. */
import {
  array,
  boolean,
  check,
  type GenericSchema,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  optional as optionalOf,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
  transform,
} from 'valibot'

/** A point in time on the wire: milliseconds since 1970 in UTC. Records hold Date; JSON has none. */
export type Moment = number

// Control characters, and the invisible marks that reorder or hide text; joiners inside emoji stay.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Half of a surrogate pair, which cannot be stored: with the flag `u` whole pairs are one character, and do not match. */
const halfAPair = /[\ud800-\udfff]/u

const isWellFormed = (text: string) => !halfAPair.test(text)

/** How long a person would say a well-formed text is: in characters, not in UTF-16 units. */
const characters = (text: string) => text.replace(/[\ud800-\udbff]/g, '').length

const cleaned = (text: string) => text.normalize('NFC').replace(invisible, '').trim()

/** A text in one or several lines, cleaned of invisible characters and trimmed; `label` is how the form calls it. */
export function text(label: string, { min = 1, max }: { min?: number; max: number }) {
  return pipe(
    string(`请填写${label}`),
    check(isWellFormed, `${label}含有无法识别的字符`),
    transform(cleaned),
    check((value) => min === 0 || value !== '', `请填写${label}`),
    check((value) => characters(value) >= min || value === '', `${label}至少${min}个字`),
    check((value) => characters(value) <= max, `${label}最多${max}个字`),
  )
}

/** A whole number within bounds; NaN, fractions and numerals in quotes are refused. */
export function integer(label: string, { min, max }: { min: number; max: number }) {
  return pipe(
    number(`请填写${label}`),
    check((value) => Number.isSafeInteger(value), `${label}应为整数`),
    minValue(min, `${label}不能小于${min}`),
    maxValue(max, `${label}不能大于${max}`),
  )
}

/** A point in time between 2000 and 2100. */
export function moment(label: string) {
  return pipe(
    number(`请选择${label}`),
    check((value) => Number.isSafeInteger(value), `请选择${label}`),
    minValue(Date.UTC(2000, 0, 1), `请选择${label}`),
    maxValue(Date.UTC(2100, 0, 1), `请选择${label}`),
  )
}

/** A day such as `2027-10-16`. */
export function day(label: string) {
  return pipe(
    string(`请选择${label}`),
    regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, `请选择${label}`),
  )
}

/** One of the keys of a table such as `{ bachelor: '本科' }`. */
export function choice<const Options extends Readonly<Record<string, string>>>(
  label: string,
  options: Options,
) {
  return picklist(Object.keys(options) as (keyof Options & string)[], `请选择${label}`)
}

/** An identifier we made: never an operator, a path or a sentence. */
export function id(label = '编号') {
  return pipe(string(`${label}无效`), regex(/^[A-Za-z0-9_-]{1,64}$/, `${label}无效`))
}

/** Yes or no. */
export function flag(label: string) {
  return boolean(`请选择${label}`)
}

/** A short list. */
export function list<Item extends GenericSchema>(
  label: string,
  item: Item,
  { min = 0, max }: { min?: number; max: number },
) {
  return pipe(
    array(item, `请填写${label}`),
    minLength(min, `请至少填写一项${label}`),
    maxLength(max, `${label}最多${max}项`),
  )
}

/** A field that may be absent. */
export function optional<Schema extends GenericSchema>(schema: Schema) {
  return optionalOf(schema)
}

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fields: Readonly<Record<string, string>> }

/** Reads a value by a schema: the cleaned value, or one sentence for each field that is wrong. */
export function parse<Value>(schema: GenericSchema<unknown, Value>, input: unknown): Parsed<Value> {
  const result = safeParse(schema, input)
  if (result.success) return { ok: true, value: result.output }
  const fields: Record<string, string> = {}
  for (const issue of result.issues) {
    const path = (issue.path ?? []).map((step) => String(step.key)).join('.')
    fields[path] ??= issue.message
  }
  return { ok: false, fields }
}
