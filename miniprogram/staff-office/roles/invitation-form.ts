/** An invitation to a role as it is being written. */
import type { Input, Output } from '../../contract/index'
import { staffedKinds } from '../../contract/organisations'
import type { Role } from '../../contract/roles'
import { newKey } from '../../services/drafts'

export type Openings = Output<'roles.listOpenings'>

export interface InvitationForm {
  readonly draftKey: string
  readonly note: string
  readonly role: Role | ''
  /** `body:…`, or `event:…` where one event's door is meant. */
  readonly place: string
  readonly placeName: string
}

export const newForm = (): InvitationForm => ({
  draftKey: newKey(),
  note: '',
  role: '',
  place: '',
  placeName: '',
})

/**
 * Where a role can be held: whoever edits a body's events finds the volunteers for them, also for one alone; every other
 * role is an administrator's to give.
 */
export const placesOf = (role: Role, { events }: Openings) => ({
  actingAs: [role === 'volunteer' ? 'editor' : 'administrator'] as const,
  kinds: staffedKinds,
  prefix: 'body:',
  group: '组织',
  others:
    role === 'volunteer'
      ? events.map(({ eventId, title }) => ({
          value: `event:${eventId}`,
          label: title,
          group: '仅一场活动',
        }))
      : [],
})

/** What is asked of the cloud; undefined while something is not chosen. */
export function wishOf(
  { draftKey, note, role, place }: InvitationForm,
  { events }: Openings,
): Input<'roles.invite'> | undefined {
  const [kind, id = ''] = place.split(':')
  if (role === '' || id === '') return undefined
  if (kind === 'body') return { draftKey, note, wanted: role, bodyId: id }
  const bodyId = events.find(({ eventId }) => eventId === id)?.bodyId ?? ''
  return { draftKey, note, wanted: role, bodyId, eventId: id }
}
