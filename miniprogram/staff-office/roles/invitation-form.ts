/** An invitation to a role as it is being written. */
import type { Input, Output } from '../../contract/index'
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
