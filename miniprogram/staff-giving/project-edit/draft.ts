/** What is typed of a project and not saved: kept on the phone, also across a crash. */
import { AppError } from '../../contract/errors'
import type { PictureLink } from '../../contract/event-editing'
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { contentFrom, emptyForm, formFrom, isSame, merge, type ProjectForm } from './project-form'

export interface ProjectDraft {
  readonly revision: number
  /** What the form was when it was loaded. */
  readonly base: ProjectForm
  readonly form: ProjectForm
  /** What the chosen body is called. */
  readonly bodyName: string
  /** Ties every try of creating this project together. */
  readonly draftKey: string
}

const keyOf = (projectId: string) => `project:${projectId === '' ? 'new' : projectId}`

/** @param body which proposes it, as long as no other is chosen */
export function newDraft(body?: BodyName): ProjectDraft {
  const form = { ...emptyForm, bodyId: body?.bodyId ?? '' }
  return { revision: 0, base: form, form, bodyName: body?.name ?? '', draftKey: newKey() }
}

export const readKept = (projectId: string): ProjectDraft | undefined =>
  readDraft<ProjectDraft>(keyOf(projectId))

export const forget = (projectId: string): void => dropDraft(keyOf(projectId))

/** Keeps what is typed, and forgets what says nothing new. */
export function keep(projectId: string, draft: ProjectDraft): void {
  if (isSame(draft.base, draft.form)) forget(projectId)
  else keepDraft(keyOf(projectId), draft)
}

/** A project as it is saved, and links to its pictures. */
export async function readSaved(
  projectId: string,
): Promise<{ readonly draft: ProjectDraft; readonly pictures: readonly PictureLink[] }> {
  const { project, revision, content, pictures } = await call('giving.readManaged', { projectId })
  const form = formFrom(content)
  return { draft: { revision, base: form, form, bodyName: project.body.name, draftKey: '' }, pictures }
}

/** What is typed on top of what is saved by now. */
export function rebase(mine: ProjectDraft, saved: ProjectDraft): ProjectDraft {
  const form = merge(mine.base, mine.form, saved.form)
  return { ...saved, form, bodyName: form.bodyId === mine.form.bodyId ? mine.bodyName : saved.bodyName }
}

/**
 * Creates the project or changes it; an earlier try of creating it, the answer to which was lost, may have left older
 * words: they are changed. @throws AppError PROJECT_CHANGED when somebody else saved it meanwhile
 */
export async function save(projectId: string, { draftKey, revision, form }: ProjectDraft): Promise<string> {
  const content = contentFrom(form)
  if (projectId !== '') {
    await call('giving.changeProject', { projectId, revision, content }).catch(async (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'PROJECT_CHANGED') throw error
      // It was this phone that saved it, and the answer was lost.
      if (!isSame((await readSaved(projectId)).draft.form, formFrom(content))) throw error
    })
    return projectId
  }
  const created = await call('giving.createProject', { draftKey, content })
  const saved = await readSaved(created.projectId)
  if (!isSame(saved.draft.form, form))
    await call('giving.changeProject', { projectId: created.projectId, revision: created.revision, content })
  return created.projectId
}
