/** A page for one part of an anniversary: it finds the draft on the phone, and is left when its part can be sent. */
import {
  type AnniversaryDraft,
  type AnniversaryForm,
  checked,
  hasProblems,
  readKept,
} from './anniversary-draft'

const firstPageOf = (anniversaryId: string) =>
  `/staff-stories/anniversary-edit/anniversary-edit?anniversaryId=${anniversaryId}`

/** The draft that the editor's first page left here; without one the way leads there. */
export function openPart(anniversaryId: string): AnniversaryDraft | undefined {
  const draft = readKept(anniversaryId)
  if (!draft) void wx.redirectTo({ url: firstPageOf(anniversaryId) })
  return draft
}

/** Goes back to the first page; or stays, with sentences beside what cannot be sent. */
export function finishPart(draft: AnniversaryDraft, part: keyof AnniversaryForm): AnniversaryDraft {
  const found = checked(draft)
  if (hasProblems(found, part)) return found
  // After a crash nothing lies before this page.
  const toFirstPage = () => void wx.redirectTo({ url: firstPageOf(draft.anniversaryId) })
  wx.navigateBack({ fail: toFirstPage })
  return found
}

/** The sentences about one thing of a list, by its fields: of `history.2.title` under `history.2`, `title`. */
export function problemsUnder(
  { problems }: AnniversaryDraft,
  prefix: string,
): Readonly<Record<string, string>> {
  const own = Object.entries(problems).filter(([path]) => path.startsWith(`${prefix}.`))
  return Object.fromEntries(own.map(([path, words]) => [path.slice(prefix.length + 1), words]))
}
