/** The panel's state as its URL tells it, so that a link opens any page as anybody and a reload changes nothing. */

export interface PhoneAddress {
  /** Key of a persona. */
  readonly persona: string
  /** Path and query without a leading slash, e.g. `events/event/event?id=1`. */
  readonly page: string
}

export type PhoneSize = 'large' | 'small'
/** The size of words that the person chose in WeChat. */
export type FontSize = 'standard' | 'large'

export interface Address {
  /** One or two. */
  readonly phones: readonly PhoneAddress[]
  readonly size: PhoneSize
  readonly font: FontSize
  /** Id of the open tab. */
  readonly tab: string
}

/** What to open where the URL says nothing. */
export interface Defaults {
  readonly personas: readonly string[]
  readonly page: string
  readonly tab: string
}

/** Reads e.g. `?phones=2&persona=volunteer&page=…&persona2=editor&page2=…`. A persona that does not exist is ignored. */
export function readAddress(search: string, defaults: Defaults): Address {
  const query = new URLSearchParams(search)
  const count = query.get('phones') === '2' ? 2 : 1
  const phones = Array.from({ length: count }, (_, index) => readPhone(query, index, defaults))
  return {
    phones,
    size: query.get('size') === 'small' ? 'small' : 'large',
    font: query.get('font') === 'large' ? 'large' : 'standard',
    tab: query.get('tab') ?? defaults.tab,
  }
}

/** The URL's search part for a state; what is as by default is left out, where that makes no link ambiguous. */
export function writeAddress({ phones, size, font, tab }: Address, defaults: Defaults): string {
  const query = new URLSearchParams()
  if (phones.length > 1) query.set('phones', String(phones.length))
  phones.forEach(({ persona, page }, index) => {
    query.set(name('persona', index), persona)
    query.set(name('page', index), page)
  })
  if (size !== 'large') query.set('size', size)
  if (font !== 'standard') query.set('font', font)
  if (tab !== defaults.tab) query.set('tab', tab)
  return `?${readable(query)}`
}

/** Who holds a phone that the URL says nothing of: the first phone the first persona, the second the second. */
export function readPhone(query: URLSearchParams, index: number, defaults: Defaults): PhoneAddress {
  const asked = query.get(name('persona', index)) ?? ''
  const persona = defaults.personas.includes(asked)
    ? asked
    : (defaults.personas[index] ?? defaults.personas[0] ?? '')
  const page = (query.get(name('page', index)) ?? defaults.page).replace(/^\/+/, '')
  return { persona, page }
}

function name(key: string, index: number): string {
  return index === 0 ? key : `${key}${index + 1}`
}

/** These three need no escape within a value, and a page's address is easier to read and to type with them. */
function readable(query: URLSearchParams): string {
  return query.toString().replaceAll('%2F', '/').replaceAll('%3F', '?').replaceAll('%3D', '=')
}
