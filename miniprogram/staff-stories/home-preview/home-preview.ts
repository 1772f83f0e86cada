/** Home as it would be, before it is for everybody. */
import type { HomeLayout } from '../../contract/celebration-editing'
import { call } from '../../services/cloud'
import { readDraft } from '../../services/drafts'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type HomeView, homeViewOf } from '../../utils/home-view'

interface Data {
  readonly view:
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly home: HomeView }
    | Failure
}

interface Methods {
  load(): Promise<void>
}

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

  onLoad() {
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const kept = readDraft<HomeLayout>('home-preview')
      const layout = kept ?? (await call('celebration.readLayout', {})).layout
      const home = await call('celebration.previewHome', { layout })
      this.setData({ view: { state: 'ready', home: homeViewOf(home, session.me, Date.now()) } })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },
})
