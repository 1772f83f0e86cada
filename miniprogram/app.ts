/** Where the mini-program begins. */
import { startCloud } from './services/cloud'
import { forgetPastDoors } from './services/kept-doors'
import { session } from './stores/session'

App({
  onLaunch() {
    startCloud()
    forgetPastDoors(Date.now())
    // Pages show what is known and ask again themselves; without network this asking may fail quietly.
    session.refresh().catch(() => undefined)
  },
})
