/** Operators whose arguments have names. */
import { queryRefused } from '../../errors'
import { type Document, isPlainObject } from '../values'

/**
 * The named arguments of an operator; one that it does not know, or lacks, is refused by name. Where the arguments are
 * evaluated already, none can be required: one that is a missing field is not there any more.
 */
export function namedArguments(
  name: string,
  argument: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Document {
  if (!isPlainObject(argument)) throw queryRefused(`${name} only supports an object as its argument`)
  for (const key of Object.keys(argument))
    if (!required.includes(key) && !optional.includes(key))
      throw queryRefused(`Unrecognized argument to ${name}: ${key}`)
  for (const key of required)
    if (!(key in argument)) throw queryRefused(`Missing '${key}' parameter to ${name}`)
  return argument
}
