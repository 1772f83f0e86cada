/**
 * An anniversary under someone's hands: what is typed and what it is based on. It lies on the phone, where each page of
 * the editor reads and writes it: one draft, also across a crash. Two editors never overwrite each other.
 */
import { type AnniversaryContent, anniversaryContent } from '../../contract/celebration'
import { houseColour } from '../../contract/colours'
import { AppError, type FieldMessages } from '../../contract/errors'
import { parse } from '../../contract/fields'
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { fingerprint } from '../../utils/fingerprint'

/** A number that was not typed yet is 0. */
export type AnniversaryForm = AnniversaryContent

export interface AnniversaryDraft {
  /** Empty until it was created. */
  readonly anniversaryId: string
  readonly revision: number
  /** What the form was when it was loaded or last saved. */
  readonly base: AnniversaryForm
  readonly form: AnniversaryForm
  /** What the chosen body is called. */
  readonly bodyName: string
  /** Links by which its pictures can be seen for a while, by fileID. */
  readonly pictures: Readonly<Record<string, string>>
  readonly problems: FieldMessages
  /** Ties every try of creating it together. */
  readonly draftKey: string
}

const labels: Readonly<Record<keyof AnniversaryForm, string>> = {
  bodyId: '所属单位',
  number: '周年',
  name: '名称',
  theme: '主题',
  day: '日期',
  colour: '主题色',
  intro: '致辞',
  isShown: '是否公开',
  history: '校史',
  guide: '返校指南',
}
const fields = Object.keys(labels) as (keyof AnniversaryForm)[]

const keyOf = (anniversaryId: string) => `anniversary:${anniversaryId === '' ? 'new' : anniversaryId}`

/** @param body whose anniversary it is, as long as no other is chosen */
export const newDraft = (body?: BodyName): AnniversaryDraft => {
  const form: AnniversaryForm = {
    bodyId: body?.bodyId ?? '',
    number: 0,
    name: '',
    theme: '',
    day: '',
    colour: houseColour,
    intro: '',
    isShown: false,
    history: [],
    guide: { places: [], travel: [], contacts: [], questions: [] },
  }
  return {
    anniversaryId: '',
    revision: 0,
    base: form,
    form,
    bodyName: body?.name ?? '',
    pictures: {},
    problems: {},
    draftKey: newKey(),
  }
}

export const readKept = (anniversaryId: string): AnniversaryDraft | undefined =>
  readDraft<AnniversaryDraft>(keyOf(anniversaryId))

export const keep = (draft: AnniversaryDraft): void => keepDraft(keyOf(draft.anniversaryId), draft)

export const forget = (anniversaryId: string): void => dropDraft(keyOf(anniversaryId))

export const isEdited = ({ base, form }: AnniversaryDraft): boolean => fingerprint(base) !== fingerprint(form)

/** Takes a change, kept on the phone at once; the sentences beside changed fields have served their turn. */
export function edit(draft: AnniversaryDraft, form: AnniversaryForm): AnniversaryDraft {
  const isUnchanged = ([path]: readonly [string, string]) => {
    const field = path.split('.')[0] as keyof AnniversaryForm
    return form[field] === draft.form[field]
  }
  const problems = Object.fromEntries(Object.entries(draft.problems).filter(isUnchanged))
  const edited = { ...draft, form, problems }
  keep(edited)
  return edited
}

/** What of the form cannot be sent, beside its fields. */
export function checked(draft: AnniversaryDraft): AnniversaryDraft {
  const parsed = parse(anniversaryContent, draft.form)
  const found = { ...draft, problems: parsed.ok ? {} : parsed.fields }
  keep(found)
  return found
}

export const hasProblems = ({ problems }: AnniversaryDraft, field?: keyof AnniversaryForm): boolean =>
  Object.keys(problems).some((path) => field === undefined || path.split('.')[0] === field)

/** The anniversary as it is saved. */
export async function readSaved(anniversaryId: string): Promise<AnniversaryDraft> {
  const { revision, body, content, pictures } = await call('celebration.readDraft', { anniversaryId })
  return {
    anniversaryId,
    revision,
    base: content,
    form: content,
    bodyName: body.name,
    pictures: Object.fromEntries(pictures.map(({ fileId, url }) => [fileId, url])),
    problems: {},
    draftKey: '',
  }
}

/**
 * Creates it or changes it; an answer that was lost is made up for by sending the same again.
 * @throws AppError CELEBRATION_CHANGED when somebody else saved it meanwhile
 */
export async function save(draft: AnniversaryDraft): Promise<void> {
  const { anniversaryId, revision, form, draftKey } = draft
  if (anniversaryId === '') {
    const created = await call('celebration.create', { draftKey, content: form })
    // An earlier try, the answer to which was lost, may have created it with older words.
    await call('celebration.change', { ...created, content: form })
    return
  }
  try {
    await call('celebration.change', { anniversaryId, revision, content: form })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'CELEBRATION_CHANGED') throw error
    // It was this phone that saved it, and the answer was lost.
    if (fingerprint((await readSaved(anniversaryId)).form) !== fingerprint(form)) throw error
  }
}

/** Puts what is typed on top of what is saved by now, field by field, and tells what came of it. */
export function rebase(
  mine: AnniversaryDraft,
  saved: AnniversaryDraft,
): { readonly draft: AnniversaryDraft; readonly notice: string } {
  const differs = (one: AnniversaryForm, other: AnniversaryForm, field: keyof AnniversaryForm) =>
    fingerprint(one[field]) !== fingerprint(other[field])
  const theirs = fields.filter(
    (field) => differs(saved.form, mine.base, field) && differs(saved.form, mine.form, field),
  )
  const clashing = theirs.filter((field) => differs(mine.form, mine.base, field))
  const taken = theirs.filter((field) => !clashing.includes(field))
  const form: AnniversaryForm = {
    ...mine.form,
    ...Object.fromEntries(taken.map((field) => [field, saved.form[field]])),
  }
  const bodyName = form.bodyId === mine.form.bodyId ? mine.bodyName : saved.bodyName
  const draft = { ...saved, form, bodyName, pictures: { ...mine.pictures, ...saved.pictures } }
  keep(draft)
  const named = (some: readonly (keyof AnniversaryForm)[]) => some.map((field) => labels[field]).join('、')
  const notice = [
    taken.length > 0 ? `已载入他人修改的${named(taken)}。` : '',
    '您填写的内容都还在。',
    clashing.length > 0 ? `${named(clashing)}双方都改了，请核对后再保存。` : '',
  ].join('')
  return { draft, notice }
}
