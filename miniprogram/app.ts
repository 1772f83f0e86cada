/** Where the mini-program begins. */
import { startCloud } from './services/cloud'
import { session } from './stores/session'

App({
  onLaunch() {
    startCloud()
    // Pages show what is known and ask again themselves; without network this asking may fail quietly.
    session.refresh().catch(() => undefined)
  },
})
