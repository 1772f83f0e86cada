/** Where the mini-program's own files lie on the server. */

const elsewhere = /^(https?:|data:|blob:|\/\/)/

/** The address of a picture as WXML or a script names it: `/assets/a.png`, or relative to the unit at `owner`. */
export function addressOf(source: string, owner: string): string {
  if (elsewhere.test(source) || source === '') return source
  return `files${new URL(source, `http://phone/${owner}`).pathname}`
}

/** An absolute page address from one that may be relative to the page `route`; keeps the query untouched. */
export function absoluteRoute(url: string, route: string): string {
  const [path = '', ...query] = url.split('?')
  const absolute = new URL(path, `http://phone/${route}`).pathname.slice(1)
  return query.length > 0 ? `${absolute}?${query.join('?')}` : absolute
}
