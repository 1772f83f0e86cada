/** What a code may open, and whether it still does. */
import type { Brought, CodeOpening } from '../../../miniprogram/contract/codes'
import type { FieldMessages } from '../../../miniprogram/contract/errors'
import type { BodyKind } from '../../../miniprogram/contract/organisations'
import type { Code } from './records'

/** A code that leads somewhere; unknown, closed and expired ones are answered alike. */
export function usableCode(code: Code | undefined, now: Date): Code | undefined {
  return code?.status === 'open' && code.expiresAt > now ? code : undefined
}

/** Nothing is signed up for or given to at these themselves: they lead on to what is. */
export const leadsAnywhere = (opens: CodeOpening): boolean => opens === 'article' || opens === 'anniversary'

/** People register for these: for the whole university, for a college, or for a class. */
const registeredFor: readonly BodyKind[] = ['university', 'college', 'class']

/** What is wrong with a new code, by field; undefined when nothing is. */
export function codeProblems(
  code: { readonly opens: CodeOpening; readonly entryYear: number | undefined; readonly expiresAt: Date },
  target: BodyKind | undefined,
  now: Date,
): FieldMessages | undefined {
  if (code.expiresAt <= now) return { expiresAt: '有效期应晚于现在' }
  if (code.opens === 'register' && (target === undefined || !registeredFor.includes(target)))
    return { opens: '登记码只能为学校、学院或班级制作' }
  const takesYear = code.opens === 'register' && target === 'college'
  return code.entryYear !== undefined && !takesYear
    ? { entryYear: '只有学院的登记码可以限定年级' }
    : undefined
}

/** What several codes brought together; sums stay unknown to whoever may not know them. */
export function addUp(parts: readonly Brought[], knowsSums: boolean): Brought {
  const sum = (of: (part: Brought) => number) => parts.reduce((total, part) => total + of(part), 0)
  return {
    openedTimes: sum(({ openedTimes }) => openedTimes),
    registrations: sum(({ registrations }) => registrations),
    signUps: sum(({ signUps }) => signUps),
    gifts: sum(({ gifts }) => gifts),
    givenFen: knowsSums ? sum(({ givenFen = 0 }) => givenFen) : undefined,
  }
}
