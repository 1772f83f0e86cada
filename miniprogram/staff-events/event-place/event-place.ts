/** Where an event is, exactly; and the meeting by which one takes part from afar. */
import type { FieldMessages } from '../../contract/errors'
import { type EventDraft, edit, messageOf } from '../services/event-draft'
import { finishPart, openPart } from '../services/event-part'
import type { EventForm } from '../utils/event-form'

interface Data {
  venue: EventForm['venue']
  meeting: { readonly platform: string; readonly code: string; readonly address: string }
  problems: FieldMessages
  conflict: string
}

interface Methods {
  draft: EventDraft | undefined
  show(draft: EventDraft): void
  edit(change: (form: EventForm) => EventForm): void
  onVenue(event: WechatMiniprogram.Input): void
  onChoosePlace(): Promise<void>
  onNoPoint(): void
  onMeeting(event: WechatMiniprogram.Input): void
  onDone(): void
}

const noMeeting = { platform: '', code: '', address: '' } as const

/** A meeting is there as long as anything of it is written. */
function withMeeting({ meeting: _before, ...form }: EventForm, typed: Data['meeting']): EventForm {
  const { address, ...rest } = typed
  if (rest.platform === '' && rest.code === '' && address === '') return form
  return { ...form, meeting: address === '' ? rest : { ...rest, address } }
}

Page<Data, Methods>({
  draft: undefined,
  data: { venue: { name: '', address: '' }, meeting: noMeeting, problems: {}, conflict: '' },

  onLoad({ eventId = '' }) {
    const draft = openPart(eventId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    const { form, problems, conflicts } = draft
    this.setData({
      venue: form.venue,
      meeting: { ...noMeeting, ...form.meeting },
      problems,
      conflict: messageOf(conflicts, 'meeting'),
    })
  },

  edit(change) {
    if (this.draft) this.show(edit(this.draft, change(this.draft.form)))
  },

  onVenue(event) {
    const { part } = event.currentTarget.dataset
    this.edit((form) => ({ ...form, venue: { ...form.venue, [part]: event.detail.value } }))
  },

  async onChoosePlace() {
    const chosen = await wx.chooseLocation({}).catch(() => undefined)
    if (!chosen) return
    const { name, address, latitude, longitude } = chosen
    this.edit((form) => ({ ...form, venue: { name, address, point: { latitude, longitude } } }))
  },

  onNoPoint() {
    this.edit((form) => ({ ...form, venue: { name: form.venue.name, address: form.venue.address } }))
  },

  onMeeting(event) {
    const typed = { ...this.data.meeting, [event.currentTarget.dataset.part]: event.detail.value }
    this.edit((form) => withMeeting(form, typed))
  },

  onDone() {
    if (this.draft) this.show(finishPart(this.draft, 'place'))
  },
})
