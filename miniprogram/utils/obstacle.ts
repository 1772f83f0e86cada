/** What a page shows in place of its form while its visitor cannot fill it in, and where the button leads. */
import { registerUrl } from './recognition'

export interface Obstacle {
  readonly state: 'empty'
  readonly title: string
  readonly hint: string
  readonly action: string
  readonly url: string
}

interface Step {
  readonly act: string
  readonly label: string
  readonly note: string
}

/**
 * The obstacle that a step removes, or that nothing removes.
 * `formUrl` is the page itself, where registering leads back to; `elsewhere` is where to look when there is no step.
 */
export function obstacleOf(
  { act, label, note }: Step,
  formUrl: string,
  elsewhere: { readonly action: string; readonly url: string },
): Obstacle {
  const missing = { state: 'empty', title: '还差一步', hint: note, action: label } as const
  if (act === 'register') return { ...missing, url: registerUrl(formUrl) }
  if (act === 'card') return { ...missing, url: '/alumni/card/card' }
  return { state: 'empty', title: label, hint: note, ...elsewhere }
}
