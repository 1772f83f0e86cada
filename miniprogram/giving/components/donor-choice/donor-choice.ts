/**
 * In whose name a gift is made: one's own, that of a class or branch, or that of an enterprise.
 *
 * Properties: bodies – [{ bodyId, name, kind }] in whose name one may give; donor – what is chosen; error – one sentence.
 * Event: change – { donor }.
 */
import type { WantedDonor } from '../../../contract/giving'

interface Named {
  readonly bodyId: string
  readonly name: string
  readonly kind: 'class' | 'branch'
}

interface Option {
  readonly key: string
  readonly label: string
}

const keyOf = (donor: WantedDonor): string => ('bodyId' in donor ? donor.bodyId : donor.kind)

Component({
  properties: {
    bodies: { type: Array, value: [] as Named[] },
    donor: { type: Object, value: { kind: 'person' } as WantedDonor },
    error: String,
  },
  data: { options: [] as Option[], key: 'person', enterprise: '' },
  observers: {
    'bodies, donor'(bodies: readonly Named[], donor: WantedDonor) {
      this.setData({
        options: [
          { key: 'person', label: '本人' },
          ...bodies.map(({ bodyId, name }) => ({ key: bodyId, label: name })),
          { key: 'enterprise', label: '企业' },
        ],
        key: keyOf(donor),
        enterprise: donor.kind === 'enterprise' ? donor.name : '',
      })
    },
  },
  methods: {
    choose(donor: WantedDonor) {
      this.triggerEvent('change', { donor })
    },
    onOption(event: WechatMiniprogram.TouchEvent) {
      const key: string = event.currentTarget.dataset.key
      const body = (this.data.bodies as readonly Named[]).find(({ bodyId }) => bodyId === key)
      if (body) this.choose({ kind: body.kind, bodyId: body.bodyId })
      else if (key === 'enterprise') this.choose({ kind: 'enterprise', name: this.data.enterprise })
      else this.choose({ kind: 'person' })
    },
    onName(event: WechatMiniprogram.Input) {
      this.choose({ kind: 'enterprise', name: event.detail.value })
    },
  },
})
