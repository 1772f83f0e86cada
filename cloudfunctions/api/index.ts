/** Deployed: what phones call. */
import { alumni } from '../domain/alumni/actions'
import { readCaller } from '../domain/alumni/records'
import { celebration } from '../domain/celebration/actions'
import { codes } from '../domain/codes/actions'
import { dashboard } from '../domain/dashboard/actions'
import { directory } from '../domain/directory/actions'
import { events } from '../domain/events/actions'
import { giving } from '../domain/giving/actions'
import { merges } from '../domain/merges/actions'
import { messages } from '../domain/messages/actions'
import { myData } from '../domain/my-data/actions'
import { news } from '../domain/news/actions'
import { notices } from '../domain/notices/actions'
import { organisations } from '../domain/organisations/actions'
import { payments } from '../domain/payments/actions'
import { people } from '../domain/people/actions'
import { preparation } from '../domain/preparation/actions'
import { registrations } from '../domain/registrations/actions'
import { roles } from '../domain/roles/actions'
import { roster } from '../domain/roster/actions'
import { staff } from '../domain/staff/actions'
import { trail } from '../domain/trail/actions'
import { beginEntry } from '../domain/trail/keeping'
import { treasury } from '../domain/treasury/actions'
import { wishes } from '../domain/wishes/actions'
import { serve } from '../platform/serve'

export const main = serve({
  handlers: {
    ...organisations,
    ...codes,
    ...alumni,
    ...registrations,
    ...people,
    ...roster,
    ...directory,
    ...events,
    ...giving,
    ...payments,
    ...treasury,
    ...celebration,
    ...wishes,
    ...news,
    ...staff,
    ...roles,
    ...preparation,
    ...dashboard,
    ...trail,
    ...myData,
    ...merges,
    ...messages,
    ...notices,
  },
  identify: readCaller,
  audit: beginEntry,
})
