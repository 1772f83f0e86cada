/** What the timer does, in its order: what happened is made true first, then told. */

import { forgetPastLimits, fullBuckets } from '../platform/limits'
import type { AnyPile } from '../platform/piles'
import { oldHome, refreshHome } from './celebration/home/snapshot'
import { recountCities } from './directory/cities'
import { checkRequests, tellContacts } from './directory/contacts/delivery'
import { uncheckedRequests, untoldRequests } from './directory/contacts/records'
import { pastCityCounts } from './directory/records'
import { dueAnnouncements } from './events/announcements/records'
import { planAnnouncements, tellAnnouncements } from './events/announcements/telling'
import { settleCheckIns } from './events/checking-in'
import { settleEvents } from './events/publishing/cancelling'
import { forgetUnusedPictures } from './events/publishing/pictures'
import { unsettledEvents, unusedPictures } from './events/publishing/records'
import { eraseAnswers } from './events/questions'
import { tellSignUps, tendSeats } from './events/queue'
import { expiredAnswers, unsettledCheckIns, untoldSignUps } from './events/records'
import { untendedSeats } from './events/seats'
import { settleUndoneCheckIns, unsettledUndone } from './events/undone'
import { expiredExportFiles } from './exports/records'
import { forgetExports } from './exports/writing'
import { eraseInvoiceDetails, tellInvoices } from './giving/invoices/invoices'
import { expiredInvoiceDetails, untoldInvoices } from './giving/invoices/records'
import { enterGifts } from './giving/offline/entries'
import { newBankRows, unenteredGifts } from './giving/offline/records'
import { matchNewRows } from './giving/offline/statements'
import { projectsThatMayEnd, untoldNotes, untoldProjects } from './giving/projects/records'
import { closeProjects, tellNotes, tellProposers } from './giving/projects/tending'
import { unthankedGifts } from './giving/records'
import { tellThanks } from './giving/settle'
import { dueMerges } from './merges/records'
import { tendMerges } from './merges/tending'
import { sendDue } from './messages/actions'
import { dueMessages } from './messages/records'
import { eraseLeavers } from './my-data/erasing'
import { leavers } from './my-data/records'
import { forgetReadings } from './news/actions'
import { dueArticles } from './news/editing/records'
import { publishDue } from './news/editing/reviewing'
import { pastReadings } from './news/records'
import { sendingNotices, unheldNotices } from './notices/records'
import { holdStoppedNotices, tellNotices } from './notices/telling'
import { unsettledMemberships } from './organisations/memberships/records'
import { settleMemberships } from './organisations/memberships/settling'
import { untidyBodies } from './organisations/records'
import { tidyBodies } from './organisations/tidying'
import { sweepOrders } from './payments/actions'
import { pendingOrders, unsettledExceptions } from './payments/records'
import { dueRefunds, untoldRefunds } from './payments/refunds/records'
import { sweepRefunds, tellRefunds } from './payments/refunds/settling'
import { remindOwners } from './preparation/actions'
import { tasksToRemindOf } from './preparation/records'
import { untoldDecisions } from './registrations/records'
import { settleDecisions } from './registrations/reviews'
import { unfinishedRemovals } from './roles/records'
import { finishRemovals } from './roles/removing'
import { dueBatches } from './roster/batches'
import { tendRosters } from './roster/tending'
import { unsealedEntries } from './trail/records'
import { sealTrail } from './trail/sealing'
import { tendBills } from './treasury/bills/fetching'
import { settleResolutions } from './treasury/resolving'
import { wishesWithoutVerdict } from './wishes/records'
import { tendWishes } from './wishes/tending'

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
