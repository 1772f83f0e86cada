/** Who I am: the one thing every page may know. Nothing else is global. */
import type { Me } from '../contract/alumni'
import { call } from '../services/cloud'

const storageKey = 'me'

type Listener = (me: Me) => void

class Session {
  private known: Me | undefined
  private asking: Promise<Me> | undefined
  private readonly listeners = new Set<Listener>()

  /** What is known by now: perhaps from last time, or undefined. */
  get me(): Me | undefined {
    if (!this.known) {
      const kept: unknown = wx.getStorageSync(storageKey)
      if (typeof kept === 'object' && kept !== null) this.known = kept as Me
    }
    return this.known
  }

  /** Asks the server; several askers at once share one call. */
  refresh(): Promise<Me> {
    this.asking ??= call('alumni.readMe', {})
      .then((me) => {
        this.known = me
        wx.setStorageSync(storageKey, me)
        for (const listener of this.listeners) listener(me)
        return me
      })
      .finally(() => {
        this.asking = undefined
      })
    return this.asking
  }

  /** Calls back whenever the server said who I am; returns what stops that. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}

export const session = new Session()
