/** Checks somebody's alumni card with the camera alone: the school's public key is on the phone, no network is needed. */
import { scan } from '../../services/scan'
import { session } from '../../stores/session'
import { formatMoment } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { checkCard } from '../utils/card-check'

interface Card {
  readonly name: string
  readonly lines: readonly string[]
  readonly number: string
  readonly until: string
}

/** What the last scan was: `none` before the first. */
type Outcome =
  | { readonly verdict: 'none' | 'forged' | 'other' }
  | { readonly verdict: 'genuine' | 'expired'; readonly card: Card }

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly institution: string }
  | Failure

interface Data {
  readonly view: View
  readonly outcome: Outcome
}

interface Methods {
  load(): Promise<void>
  onRetry(): void
  onScan(): Promise<void>
}

function outcomeOf(text: string, key: string, nowMs: number): Outcome {
  const check = checkCard(text, key, nowMs)
  if (!('facts' in check)) return check
  const { name, college, classYear, number, expiresAt } = check.facts
  const lines = [college, classYear].filter((line) => line !== '')
  return { verdict: check.verdict, card: { name, lines, number, until: formatMoment(expiresAt, nowMs) } }
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, outcome: { verdict: 'none' } },

  onLoad() {
    void this.load()
  },

  /** The key does not change: once known it is enough, and only who never was here with network needs it now. */
  async load() {
    try {
      const me = session.me?.cardKey ? session.me : await session.refresh()
      this.setData({ view: { state: 'ready', institution: me.institution.name } })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  async onScan() {
    const scanned = await scan()
    if (!scanned) return
    const text = 'text' in scanned ? scanned.text : ''
    this.setData({ outcome: outcomeOf(text, session.me?.cardKey ?? '', Date.now()) })
  },
})
