/** An article as its editor types it, what is sent of it, and how two who type at once come together; pure. */
import type { Cover } from '../../contract/event-content'
import type { ArticleCategory } from '../../contract/news'
import type { ArticleContent } from '../../contract/news-editing'
import { blocksOfText, textOfBlocks } from '../../utils/block-text'

/** Ids are empty and the day is 0 where nothing is chosen. */
export interface ArticleForm {
  /** Whose news it is; chosen once, with the first save. */
  readonly bodyId: string
  readonly category: ArticleCategory
  readonly title: string
  readonly summary: string
  readonly cover: Cover
  readonly text: string
  readonly author: string
  readonly photographer: string
  readonly happenedAt: number
  readonly eventId: string
  readonly projectId: string
}

export const emptyForm: ArticleForm = {
  title: '',
  summary: '',
  cover: { kind: 'art', art: 'ginkgo' },
  text: '',
  bodyId: '',
  category: 'campus',
  author: '',
  photographer: '',
  happenedAt: 0,
  eventId: '',
  projectId: '',
}

export type FormField = keyof ArticleForm

/** In the order in which they stand on the page. */
export const fields = Object.keys(emptyForm) as readonly FormField[]

export const formFrom = (content: ArticleContent, bodyId: string): ArticleForm => ({
  bodyId,
  category: content.category,
  title: content.title,
  summary: content.summary,
  cover: content.cover,
  text: textOfBlocks(content.blocks),
  author: content.author,
  photographer: content.photographer,
  happenedAt: content.happenedAt ?? 0,
  eventId: content.eventId ?? '',
  projectId: content.projectId ?? '',
})

export const contentFrom = (form: ArticleForm): ArticleContent => ({
  category: form.category,
  title: form.title,
  summary: form.summary,
  cover: form.cover,
  blocks: blocksOfText(form.text),
  author: form.author,
  photographer: form.photographer,
  ...(form.happenedAt === 0 ? {} : { happenedAt: form.happenedAt }),
  ...(form.eventId === '' ? {} : { eventId: form.eventId }),
  ...(form.projectId === '' ? {} : { projectId: form.projectId }),
})

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Whether two forms say the same in every field. */
export const isSame = (one: ArticleForm, other: ArticleForm): boolean =>
  fields.every((field) => isEqual(one[field], other[field]))

/** What I changed stays as I typed it; everything else is as somebody else saved it by now. */
export function merge(base: ArticleForm, mine: ArticleForm, theirs: ArticleForm): ArticleForm {
  const changed = fields.filter((field) => !isEqual(base[field], mine[field]))
  return { ...theirs, ...Object.fromEntries(changed.map((field) => [field, mine[field]])) }
}

/** What an editor is told of the other one: where both changed the same, mine stays, and theirs is gone unless I look. */
export function mergeNotice(base: ArticleForm, mine: ArticleForm, theirs: ArticleForm): string {
  const collides = (field: FormField) =>
    !isEqual(base[field], mine[field]) &&
    !isEqual(base[field], theirs[field]) &&
    !isEqual(mine[field], theirs[field])
  return fields.some(collides)
    ? '另一位同事刚修改了这篇文章，有几处与您改的相同，现在保留的是您写的。请核对后再保存。'
    : '另一位同事刚修改了这篇文章，已载入最新内容，您填写的都还在。请核对后再保存。'
}

/** By the form's own names: the contract says `content.blocks.1.text`. */
export function byField(messages: Readonly<Record<string, string>>): Partial<Record<FormField, string>> {
  const found: Partial<Record<FormField, string>> = {}
  for (const [path, message] of Object.entries(messages)) {
    const [first = ''] = path.replace(/^content\./, '').split('.')
    const field = first === 'blocks' ? 'text' : first
    if ((fields as readonly string[]).includes(field)) found[field as FormField] ??= message
  }
  return found
}
