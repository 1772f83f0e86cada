/** Telling whether two values say the same. */

/** A value as text in which equal ones are equal, in whatever order their parts were put together. */
export function fingerprint(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(fingerprint).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  const parts = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${parts
    .map(([key, part]) => `${key}:${fingerprint(part)}`)
    .sort()
    .join()}}`
}
