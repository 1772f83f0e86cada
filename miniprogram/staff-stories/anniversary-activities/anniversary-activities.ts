/** Which of one's own events stand under the roof of an anniversary. Each tap is saved by itself. */
import { call } from '../../services/cloud'
import { formatDay } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { replaced } from '../../utils/lists'

interface Row {
  readonly eventId: string
  readonly title: string
  readonly line: string
  readonly isIn: boolean
}

interface Data {
  view: { readonly state: 'loading' | 'empty' } | { readonly state: 'ready'; readonly name: string } | Failure
  rows: readonly Row[]
  notice: string
}

interface Methods {
  anniversaryId: string
  load(): Promise<void>
  set(place: number, isIn: boolean): void
  onSwitch(event: WechatMiniprogram.SwitchChange): Promise<void>
}

Page<Data, Methods>({
  anniversaryId: '',
  data: { view: { state: 'loading' }, rows: [], notice: '' },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { name, events } = await call('celebration.listActivities', {
        anniversaryId: this.anniversaryId,
      })
      this.setData({
        view: events.length > 0 ? { state: 'ready', name } : { state: 'empty' },
        rows: events.map(({ eventId, title, host, startsAt, isIn }) => ({
          eventId,
          title,
          line: `${host.name} · ${formatDay(startsAt)}`,
          isIn,
        })),
      })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  set(place, isIn) {
    this.setData({ rows: replaced(this.data.rows, place, (row) => ({ ...row, isIn })) })
  },

  async onSwitch(event) {
    const place = Number(event.currentTarget.dataset.place)
    const row = this.data.rows[place]
    if (!row) return
    const isIn = event.detail.value
    this.set(place, isIn)
    this.setData({ notice: '' })
    try {
      const { anniversaryId } = this
      await call('celebration.setActivity', { anniversaryId, eventId: row.eventId, isIn })
    } catch (error) {
      this.set(place, !isIn)
      this.setData({ notice: failureOf(error).message })
    }
  },
})
