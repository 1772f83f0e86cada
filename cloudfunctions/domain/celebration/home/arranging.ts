/** Editors of the university arrange Home: order, on and off, the words of the notice. */
import { AppError } from '../../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../../platform/caller'
import type { Handler, Handlers } from '../../../platform/serve'
import { readUniversity } from '../../organisations/actions'
import { putTogether } from './blocks'
import { readHomeRecord, writeHomeRecord } from './records'
import { completed, usualLayout } from './rules'
import { retakeHome } from './snapshot'

/** The university's id; whoever edits for a college alone is answered as if there was nothing. */
async function arrangedBy(caller: Caller, now: Date): Promise<string> {
  const { _id, bodyPath } = await readUniversity(now)
  if (!reaches('editor', caller, bodyPath)) throw new AppError('NOT_FOUND')
  return _id
}

const readLayout: Handler<'celebration.readLayout'> = async (_input, { caller, now }) => {
  const bodyId = await arrangedBy(caller, now)
  const kept = await readHomeRecord(bodyId)
  return { bodyId, revision: kept?.revision ?? 0, layout: completed(kept ?? usualLayout) }
}

const previewHome: Handler<'celebration.previewHome'> = async ({ layout }, { caller, now }) => {
  await arrangedBy(caller, now)
  return putTogether(completed(layout), now, undefined)
}

const saveLayout: Handler<'celebration.saveLayout'> = async (input, { caller, now }) => {
  const bodyId = await arrangedBy(caller, now)
  const layout = completed(input.layout)
  if (input.bodyId !== bodyId) throw new AppError('NOT_FOUND')
  if (!(await writeHomeRecord(bodyId, input.revision, layout))) throw new AppError('CELEBRATION_CHANGED')
  return { revision: input.revision + 1, home: await retakeHome(now) }
}

export const arranging: Pick<
  Handlers<'celebration'>,
  'celebration.readLayout' | 'celebration.previewHome' | 'celebration.saveLayout'
> = {
  'celebration.readLayout': readLayout,
  'celebration.previewHome': previewHome,
  'celebration.saveLayout': saveLayout,
}
