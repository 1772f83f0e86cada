/** What staff wrote to the people of an event or of a body, and how far it has come. */
import type { NoticeAudience, NoticeLink, NoticeStatus } from '../../../miniprogram/contract/notices'
import { minuteMs } from '../../platform/clock'
import { Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'

export interface Notice {
  readonly _id: string
  readonly audience: NoticeAudience
  readonly targetId: string
  readonly targetName: string
  /** In whose name: the body, or the host of the event; with its ancestors when it was written. */
  readonly bodyId: string
  readonly bodyPath: readonly string[]
  readonly title: string
  readonly words: string
  readonly link: { readonly opens: NoticeLink; readonly targetId: string } | null
  readonly status: NoticeStatus
  readonly recipients: number
  readonly at: Date
  readonly byPersonId: string
  /** Who approved or returned it. */
  readonly decision: { readonly by: string; readonly at: Date; readonly reason: string } | null
  /** Everybody up to this id was told: of sign-ups, or of people. */
  readonly upTo: string
  /** How many were spared on the way. */
  readonly spared: number
  /** When it was stopped, until nothing of it waits in the outbox any more. */
  readonly unheld: Date | null
}

const notices = new Collection<Notice>('notices')

export const insertNotice = (notice: Notice): Promise<'inserted' | 'exists'> => notices.insert(notice)
export const readNotice = (noticeId: string): Promise<Notice | undefined> => notices.read(noticeId)

/** Notices of these bodies and those below, newest first, one more than a page. */
export const listNotices = (bodyIds: readonly string[], after: string | undefined): Promise<Notice[]> =>
  notices.find(afterCursor({ bodyPath: command.in([...bodyIds]) }, 'at', 'desc', after), {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

/** Approves or returns a notice that still waits for it. */
export const decideNotice = (
  _id: string,
  status: 'sending' | 'returned',
  decision: NonNullable<Notice['decision']>,
): Promise<boolean> =>
  notices.change({ _id, status: 'approval' }, { status, decision: command.set(decision) })

/** Stops what waits or is on its way. */
export const stopNotice = (_id: string, now: Date): Promise<boolean> =>
  notices.change({ _id, status: command.in(['approval', 'sending']) }, { status: 'stopped', unheld: now })

export const sendingNotices = new Pile(notices, () => ({ status: 'sending' }), {
  order: [['at', 'asc']],
  limit: 50,
})

/** Notes how far it has come, if no other run has gone on from there and nobody stopped it meanwhile. */
export const advanceNotice = (
  _id: string,
  from: string,
  { upTo, spared, isLast }: { readonly upTo: string; readonly spared: number; readonly isLast: boolean },
): Promise<boolean> =>
  notices.change(
    { _id, upTo: from, status: 'sending' },
    { upTo, spared: command.inc(spared), status: isLast ? 'sent' : 'sending' },
  )

/** Stopped before this moment, and perhaps still with something in the outbox. */
export const unheldNotices = new Pile(
  notices,
  (now) => ({ unheld: command.lte(new Date(now.getTime() - minuteMs)) }),
  { limit: 50 },
)
export const markHeld = (_id: string): Promise<boolean> =>
  notices.change({ _id, status: 'stopped' }, { unheld: null })

export const everyNoticeBy = (personId: string): AsyncGenerator<Notice> =>
  notices.every({ byPersonId: personId })

/** Puts a pseudonym where somebody wrote or decided. */
export async function renameInNotices(personId: string, pseudonymId: string): Promise<void> {
  await notices.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })
  await notices.changeEvery({ 'decision.by': personId }, { 'decision.by': pseudonymId })
}
