/** Where an editor begins: with a new event, last year's again, or one that is there, each with what was typed before. */
import type { BodyName } from '../../contract/organisations'
import { contentFrom, formFrom, newForm, nextYearOf } from '../utils/event-form'
import { isSame } from '../utils/merge'
import { type EventDraft, forget, isUnsaved, newDraft, readKept, readSaved, rebase } from './event-draft'

export interface Opened {
  readonly draft: EventDraft
  /** What the editor should know of it; empty when nothing. */
  readonly notice: string
}

/**
 * Opens the event to change; or, without one, the one to copy; without either, a new one.
 * @param hosts the bodies whose editor I am; the first one hosts what is new
 */
export async function openDraft(
  { eventId, copyOf }: { readonly eventId: string; readonly copyOf: string },
  hosts: readonly BodyName[],
): Promise<Opened> {
  const names = Object.fromEntries(hosts.map(({ bodyId, name }) => [bodyId, name]))
  if (copyOf !== '') return copy(copyOf, names)
  const kept = readKept(eventId)
  const typed = kept && isUnsaved(kept) ? kept : undefined
  if (eventId !== '') return resume(eventId, typed, names)
  return typed
    ? { draft: typed, notice: '已恢复上次未保存的内容。' }
    : { draft: newDraft(newForm(Date.now(), hosts[0]?.bodyId ?? ''), names), notice: '' }
}

/** A new event like last year's; it replaces nothing that is kept until something is typed. */
async function copy(copyOf: string, names: EventDraft['names']): Promise<Opened> {
  const copied = await readSaved(copyOf)
  const form = formFrom(nextYearOf(contentFrom(copied.form), Date.now()))
  return {
    draft: { ...newDraft(form, { ...names, ...copied.names }), pictures: copied.pictures },
    notice: '已复制往年活动，日期顺延到一年后的同一星期，请核对。',
  }
}

/** What was typed last time comes back, put on top of what is saved by now. */
async function resume(
  eventId: string,
  typed: EventDraft | undefined,
  names: EventDraft['names'],
): Promise<Opened> {
  const read = await readSaved(eventId)
  const saved = { ...read, names: { ...names, ...read.names } }
  if (typed && !isSame(typed.form, saved.form)) return rebase(typed, saved)
  forget(eventId)
  return { draft: saved, notice: '' }
}
