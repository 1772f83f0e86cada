/** Everybody who signed up for an event, page after page. */
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'

type Page = Output<'events.listSignUps'>

/** Tells all that was read so far, again with every page that comes, until there is no more or it is enough. @throws AppError */
export async function readPeople(
  eventId: string,
  hear: (read: Omit<Page, 'next'> & { readonly isWhole: boolean }) => 'more' | 'enough',
): Promise<void> {
  let people: Page['people'] = []
  let after: string | undefined
  for (;;) {
    const page: Page = await call('events.listSignUps', {
      eventId,
      ...(after === undefined ? {} : { after }),
    })
    people = [...people, ...page.people]
    after = page.next
    if (hear({ ...page, people, isWhole: after === undefined }) === 'enough' || after === undefined) return
  }
}
