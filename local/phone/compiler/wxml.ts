/** Finds the tags of a WXML source, their literal attributes and their lines: enough to check names, no more. */

export interface Tag {
  name: string
  line: number
  /** Values as written; an attribute without a value is "true". */
  attributes: Map<string, string>
}

const tagPattern =
  /<!--[\s\S]*?-->|<wxs\b[^>]*?>[\s\S]*?<\/wxs>|<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*?)\/?>/g
const attributePattern = /([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g

export function tagsOf(source: string): Tag[] {
  const tags: Tag[] = []
  let line = 1
  let counted = 0
  // A mustache may hold < and >, which are no tags.
  const masked = source.replace(/\{\{[\s\S]*?\}\}/g, (text) => text.replace(/[<>]/g, ' '))
  for (const match of masked.matchAll(tagPattern)) {
    const [, name, rest = ''] = match
    for (; counted < match.index; counted++) if (masked[counted] === '\n') line++
    if (name === undefined) continue
    const attributes = new Map<string, string>()
    for (const [, attribute = '', value = 'true'] of rest.matchAll(attributePattern)) {
      attributes.set(attribute, value.replace(/^(["'])(.*)\1$/s, '$2'))
    }
    tags.push({ name, line, attributes })
  }
  return tags
}
