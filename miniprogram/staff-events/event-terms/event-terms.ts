/** Who may sign up for an event, from when until when, and until when a place can be given back. */
import type { FieldMessages } from '../../contract/errors'
import { admissions } from '../../contract/events'
import { type EventDraft, edit, keep } from '../services/event-draft'
import { finishPart, openPart } from '../services/event-part'
import { type EventForm, type MomentField, withMoment } from '../utils/event-form'

interface Data {
  admissions: readonly { readonly value: string; readonly label: string }[]
  admission: string
  /** Names of the admitted bodies. */
  bodies: string
  opensAt: number
  closesAt: number
  /** 0: until the event ends. */
  cancelsUntil: number
  /** Where choosing it begins. */
  usual: number
  problems: FieldMessages
  conflicts: FieldMessages
}

interface Methods {
  eventId: string
  draft: EventDraft | undefined
  show(draft: EventDraft): void
  edit(change: (form: EventForm) => EventForm): void
  onAdmission(event: WechatMiniprogram.TouchEvent): void
  onOpenBodies(): void
  onMoment(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onCancelsUntil(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onDone(): void
}

const dayMs = 86_400_000

Page<Data, Methods>({
  eventId: '',
  draft: undefined,

  data: {
    admissions: Object.entries(admissions).map(([value, label]) => ({ value, label })),
    admission: '',
    bodies: '',
    opensAt: 0,
    closesAt: 0,
    cancelsUntil: 0,
    usual: 0,
    problems: {},
    conflicts: {},
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
  },

  /** Also back from choosing bodies, which wrote into the draft on the phone. */
  onShow() {
    const draft = openPart(this.eventId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    const { form, names, problems, conflicts } = draft
    this.setData({
      admission: form.admission,
      bodies: form.admittedBodyIds.map((bodyId) => names[bodyId] ?? '其他组织').join('、'),
      opensAt: form.signUpOpensAt,
      closesAt: form.signUpClosesAt,
      cancelsUntil: form.cancelsUntil ?? 0,
      usual: form.startsAt - dayMs,
      problems,
      conflicts,
    })
  },

  edit(change) {
    if (this.draft) this.show(edit(this.draft, change(this.draft.form)))
  },

  onAdmission(event) {
    this.edit((form) => ({ ...form, admission: event.currentTarget.dataset.value }))
  },

  onOpenBodies() {
    if (!this.draft) return
    keep(this.draft)
    const field = 'admittedBodyIds'
    void wx.navigateTo({
      url: `/staff-events/event-bodies/event-bodies?field=${field}&eventId=${this.eventId}`,
    })
  },

  onMoment(event) {
    const field: MomentField = event.currentTarget.dataset.field
    this.edit((form) => withMoment(form, field, event.detail.moment))
  },

  onCancelsUntil(event) {
    const { moment } = event.detail
    this.edit(({ cancelsUntil: _before, ...form }) =>
      moment === 0 ? form : { ...form, cancelsUntil: moment },
    )
  },

  onDone() {
    if (this.draft) this.show(finishPart(this.draft, 'terms'))
  },
})
