/** What the timer does, in its order: what happened is made true first, then told. */
import { oldHome, refreshHome } from '../domain/celebration/home/snapshot'
import { recountCities } from '../domain/directory/cities'
import { checkRequests, tellContacts } from '../domain/directory/contacts/delivery'
import { uncheckedRequests, untoldRequests } from '../domain/directory/contacts/records'
import { pastCityCounts } from '../domain/directory/records'
import { dueAnnouncements } from '../domain/events/announcements/records'
import { planAnnouncements, tellAnnouncements } from '../domain/events/announcements/telling'
import { settleCheckIns } from '../domain/events/checking-in'
import { settleEvents } from '../domain/events/publishing/cancelling'
import { forgetUnusedPictures } from '../domain/events/publishing/pictures'
import { unsettledEvents, unusedPictures } from '../domain/events/publishing/records'
import { eraseAnswers } from '../domain/events/questions'
import { tellSignUps, tendSeats } from '../domain/events/queue'
import { expiredAnswers, unsettledCheckIns, untoldSignUps } from '../domain/events/records'
import { untendedSeats } from '../domain/events/seats'
import { settleUndoneCheckIns, unsettledUndone } from '../domain/events/undone'
import { expiredExportFiles } from '../domain/exports/records'
import { forgetExports } from '../domain/exports/writing'
import { eraseInvoiceDetails, tellInvoices } from '../domain/giving/invoices/invoices'
import { expiredInvoiceDetails, untoldInvoices } from '../domain/giving/invoices/records'
import { enterGifts } from '../domain/giving/offline/entries'
import { newBankRows, unenteredGifts } from '../domain/giving/offline/records'
import { matchNewRows } from '../domain/giving/offline/statements'
import { projectsThatMayEnd, untoldNotes, untoldProjects } from '../domain/giving/projects/records'
import { closeProjects, tellNotes, tellProposers } from '../domain/giving/projects/tending'
import { unthankedGifts } from '../domain/giving/records'
import { tellThanks } from '../domain/giving/settle'
import { dueMerges } from '../domain/merges/records'
import { tendMerges } from '../domain/merges/tending'
import { sendDue } from '../domain/messages/actions'
import { dueMessages } from '../domain/messages/records'
import { eraseLeavers } from '../domain/my-data/erasing'
import { leavers } from '../domain/my-data/records'
import { forgetReadings } from '../domain/news/actions'
import { dueArticles } from '../domain/news/editing/records'
import { publishDue } from '../domain/news/editing/reviewing'
import { pastReadings } from '../domain/news/records'
import { sendingNotices, unheldNotices } from '../domain/notices/records'
import { holdStoppedNotices, tellNotices } from '../domain/notices/telling'
import { unsettledMemberships } from '../domain/organisations/memberships/records'
import { settleMemberships } from '../domain/organisations/memberships/settling'
import { untidyBodies } from '../domain/organisations/records'
import { tidyBodies } from '../domain/organisations/tidying'
import { sweepOrders } from '../domain/payments/actions'
import { pendingOrders, unsettledExceptions } from '../domain/payments/records'
import { dueRefunds, untoldRefunds } from '../domain/payments/refunds/records'
import { sweepRefunds, tellRefunds } from '../domain/payments/refunds/settling'
import { remindOwners } from '../domain/preparation/actions'
import { tasksToRemindOf } from '../domain/preparation/records'
import { untoldDecisions } from '../domain/registrations/records'
import { settleDecisions } from '../domain/registrations/reviews'
import { unfinishedRemovals } from '../domain/roles/records'
import { finishRemovals } from '../domain/roles/removing'
import { dueBatches } from '../domain/roster/batches'
import { tendRosters } from '../domain/roster/tending'
import { unsealedEntries } from '../domain/trail/records'
import { sealTrail } from '../domain/trail/sealing'
import { tendBills } from '../domain/treasury/bills/fetching'
import { settleResolutions } from '../domain/treasury/resolving'
import { wishesWithoutVerdict } from '../domain/wishes/records'
import { tendWishes } from '../domain/wishes/tending'
import { forgetPastLimits, fullBuckets } from '../platform/limits'
import type { AnyPile } from '../platform/piles'

export interface Job {
  readonly name: string
  run(at: Date): Promise<void>
  /** It has something to do only when something lies on one of these; absent, it looks for itself. */
  readonly piles?: readonly AnyPile[]
}

export const jobs: readonly Job[] = [
  { name: 'sweep orders', run: sweepOrders, piles: [pendingOrders] },
  { name: 'sweep refunds', run: sweepRefunds, piles: [dueRefunds] },
  { name: 'settle resolutions', run: settleResolutions, piles: [unsettledExceptions] },
  { name: 'tend bills', run: tendBills },
  { name: 'tend merges', run: tendMerges, piles: [dueMerges] },
  { name: 'erase leavers', run: eraseLeavers, piles: [leavers] },
  { name: 'finish removals', run: finishRemovals, piles: [unfinishedRemovals] },
  { name: 'tend seats', run: tendSeats, piles: [untendedSeats] },
  { name: 'tend rosters', run: tendRosters, piles: [dueBatches] },
  { name: 'erase answers', run: eraseAnswers, piles: [expiredAnswers] },
  { name: 'settle undone check-ins', run: settleUndoneCheckIns, piles: [unsettledUndone] },
  { name: 'settle check-ins', run: settleCheckIns, piles: [unsettledCheckIns] },
  { name: 'settle decisions', run: settleDecisions, piles: [untoldDecisions] },
  { name: 'tidy bodies', run: tidyBodies, piles: [untidyBodies] },
  { name: 'settle memberships', run: settleMemberships, piles: [unsettledMemberships] },
  { name: 'settle events', run: settleEvents, piles: [unsettledEvents] },
  { name: 'tell sign-ups', run: tellSignUps, piles: [untoldSignUps] },
  { name: 'plan announcements', run: planAnnouncements },
  { name: 'tell announcements', run: tellAnnouncements, piles: [dueAnnouncements] },
  { name: 'publish articles', run: publishDue, piles: [dueArticles] },
  { name: 'enter gifts', run: enterGifts, piles: [unenteredGifts] },
  { name: 'match bank rows', run: matchNewRows, piles: [newBankRows] },
  { name: 'close projects', run: closeProjects, piles: [projectsThatMayEnd] },
  { name: 'tell thanks', run: tellThanks, piles: [unthankedGifts] },
  { name: 'tell refunds', run: tellRefunds, piles: [untoldRefunds] },
  { name: 'tell invoices', run: tellInvoices, piles: [untoldInvoices] },
  { name: 'erase invoice details', run: eraseInvoiceDetails, piles: [expiredInvoiceDetails] },
  { name: 'tell proposers', run: tellProposers, piles: [untoldProjects] },
  { name: 'tell notes', run: tellNotes, piles: [untoldNotes] },
  { name: 'check requests', run: checkRequests, piles: [uncheckedRequests] },
  { name: 'tell contacts', run: tellContacts, piles: [untoldRequests] },
  { name: 'tell notices', run: tellNotices, piles: [sendingNotices] },
  { name: 'hold stopped notices', run: holdStoppedNotices, piles: [unheldNotices] },
  { name: 'tend wishes', run: tendWishes, piles: [wishesWithoutVerdict] },
  { name: 'refresh Home', run: refreshHome, piles: [oldHome] },
  { name: 'remind owners', run: remindOwners, piles: [tasksToRemindOf] },
  { name: 'send messages', run: sendDue, piles: [dueMessages] },
  { name: 'recount cities', run: recountCities, piles: [pastCityCounts] },
  { name: 'seal trail', run: sealTrail, piles: [unsealedEntries] },
  { name: 'forget past limits', run: forgetPastLimits, piles: [fullBuckets] },
  { name: 'forget readings', run: forgetReadings, piles: [pastReadings] },
  { name: 'forget exports', run: forgetExports, piles: [expiredExportFiles] },
  { name: 'forget unused pictures', run: forgetUnusedPictures, piles: [unusedPictures] },
]
