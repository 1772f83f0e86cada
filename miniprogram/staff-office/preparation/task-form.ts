/** A task as it is being written. */
import type { Acted, PreparationTask } from '../../contract/preparation'
import { call } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { type OfferingPage, offer } from '../../services/offering'
import { dateOf } from '../../utils/clock'

export interface TaskForm {
  /** Of a task that is changed; empty for a new one. */
  readonly taskId: string
  readonly revision: number
  readonly draftKey: string
  readonly title: string
  readonly note: string
  readonly bodyId: string
  readonly bodyName: string
  readonly ownerId: string
  readonly ownerName: string
  readonly day: string
}

/** A new task; of this body, as long as no other is chosen. */
export const newForm = (body: { readonly bodyId: string; readonly name: string } | undefined): TaskForm => ({
  taskId: '',
  revision: 0,
  draftKey: newKey(),
  title: '',
  note: '',
  bodyId: body?.bodyId ?? '',
  bodyName: body?.name ?? '',
  ownerId: '',
  ownerName: '',
  day: dateOf(Date.now()),
})

export const formOf = ({ taskId, revision, title, note, body, owner, day }: PreparationTask): TaskForm => ({
  taskId,
  revision,
  draftKey: '',
  title,
  note,
  bodyId: body.bodyId,
  bodyName: body.name,
  ownerId: owner.personId,
  ownerName: owner.name,
  day,
})

/** Fills a sheet with those who can be asked to do something for a body: the first by name, or those of a name. */
export const offerOwners = (page: OfferingPage, bodyId: string, typed?: string): Promise<void> =>
  offer(page, typed, async (words) => {
    const { owners, hasMore } = await call('preparation.listOwners', { bodyId, words })
    const options = owners.map(({ personId, name }) => ({ value: personId, label: name }))
    return { options, hasMore, nothing: words === '' ? '还没有可选的负责人' : `没有找到“${words}”` }
  })

/** Sends a new task, or what one was changed to. */
export function send({ taskId, revision, draftKey, ...form }: TaskForm): Promise<Acted> {
  const { title, note, bodyId, ownerId, day } = form
  const content = { title, note, bodyId, ownerId, day }
  return taskId === ''
    ? call('preparation.create', { draftKey, ...content })
    : call('preparation.change', { taskId, revision, ...content })
}

/** What is still to be filled in, beside its field. */
export function missing({ title, bodyId, ownerId }: TaskForm): Readonly<Record<string, string>> | undefined {
  if (title.trim() === '') return { title: '请填写事项' }
  if (bodyId === '') return { bodyId: '请选择负责单位' }
  return ownerId === '' ? { ownerId: '请选择负责人' } : undefined
}
