/** Deployed: what the clock calls every minute. It finishes what was cut off; every job is harmless to repeat. */
import { refreshHome } from '../domain/celebration/home/snapshot'
import { runChecks } from '../domain/checks'
import { recountCities } from '../domain/directory/cities'
import { checkRequests, tellContacts } from '../domain/directory/contacts/delivery'
import { planAnnouncements, tellAnnouncements } from '../domain/events/announcements/telling'
import { settleCheckIns } from '../domain/events/checking-in'
import { settleEvents } from '../domain/events/publishing/cancelling'
import { forgetUnusedPictures } from '../domain/events/publishing/pictures'
import { eraseAnswers } from '../domain/events/questions'
import { tellSignUps, tendAllSeats, tendSeats } from '../domain/events/queue'
import { settleUndoneCheckIns } from '../domain/events/undone'
import { forgetExports } from '../domain/exports/writing'
import { eraseInvoiceDetails, tellInvoices } from '../domain/giving/invoices/invoices'
import { enterGifts } from '../domain/giving/offline/entries'
import { matchNewRows } from '../domain/giving/offline/statements'
import { closeProjects, tellNotes, tellProposers } from '../domain/giving/projects/tending'
import { tellThanks } from '../domain/giving/settle'
import { tendMerges } from '../domain/merges/tending'
import { sendDue } from '../domain/messages/actions'
import { eraseLeavers } from '../domain/my-data/erasing'
import { forgetReadings } from '../domain/news/actions'
import { publishDue } from '../domain/news/editing/reviewing'
import { tellEditors } from '../domain/news/editing/telling'
import { holdStoppedNotices, tellNotices } from '../domain/notices/telling'
import { settleMemberships } from '../domain/organisations/memberships/settling'
import { tidyBodies } from '../domain/organisations/tidying'
import { sweepOrders } from '../domain/payments/actions'
import { sweepRefunds, tellRefunds } from '../domain/payments/refunds/settling'
import { remindOwners } from '../domain/preparation/actions'
import { settleDecisions } from '../domain/registrations/reviews'
import { finishRemovals } from '../domain/roles/removing'
import { tendRosters } from '../domain/roster/tending'
import { sealTrail } from '../domain/trail/sealing'
import { tendBills } from '../domain/treasury/bills/fetching'
import { settleResolutions } from '../domain/treasury/resolving'
import { tendWishes } from '../domain/wishes/tending'
import { now } from '../platform/clock'
import { callerContext } from '../platform/cloud'
import { forgetPastLimits } from '../platform/limits'
import { log } from '../platform/log'

/** In their order: what happened is made true first, then told. */
const jobs: readonly (readonly [name: string, run: (at: Date) => Promise<void>])[] = [
  ['sweep orders', sweepOrders],
  ['sweep refunds', sweepRefunds],
  ['settle resolutions', settleResolutions],
  ['tend bills', tendBills],
  ['tend merges', tendMerges],
  ['erase leavers', eraseLeavers],
  ['finish removals', finishRemovals],
  ['tend seats', tendSeats],
  ['tend rosters', tendRosters],
  ['erase answers', eraseAnswers],
  ['settle undone check-ins', settleUndoneCheckIns],
  ['settle check-ins', settleCheckIns],
  ['settle decisions', settleDecisions],
  ['tidy bodies', tidyBodies],
  ['settle memberships', settleMemberships],
  ['settle events', settleEvents],
  ['tell sign-ups', tellSignUps],
  ['plan announcements', planAnnouncements],
  ['tell announcements', tellAnnouncements],
  ['publish articles', publishDue],
  ['tell editors', tellEditors],
  ['enter gifts', enterGifts],
  ['match bank rows', matchNewRows],
  ['close projects', closeProjects],
  ['tell thanks', tellThanks],
  ['tell refunds', tellRefunds],
  ['tell invoices', tellInvoices],
  ['erase invoice details', eraseInvoiceDetails],
  ['tell proposers', tellProposers],
  ['tell notes', tellNotes],
  ['check requests', checkRequests],
  ['tell contacts', tellContacts],
  ['tell notices', tellNotices],
  ['hold stopped notices', holdStoppedNotices],
  ['tend wishes', tendWishes],
  ['refresh Home', refreshHome],
  ['remind owners', remindOwners],
  ['send messages', sendDue],
  ['recount cities', recountCities],
  ['seal trail', sealTrail],
  ['forget past limits', forgetPastLimits],
  ['forget readings', forgetReadings],
  ['forget exports', forgetExports],
  ['forget unused pictures', forgetUnusedPictures],
  ['nightly checks', nightlyChecks],
]

/** At three in the morning, campus time. */
async function nightlyChecks(at: Date): Promise<void> {
  const isThree = at.getUTCHours() === 19 && at.getUTCMinutes() === 0
  if (!isThree) return
  for (const { check, found } of await runChecks()) log.warn('check failed', { check, found })
  // What a check found of seats is mended, whatever it was that nobody marked.
  await tendAllSeats(at)
}

/** Runs every job; one that fails does not keep the others from running. */
export async function main(): Promise<void> {
  // Whoever else invokes this function, by whatever event, is not the clock.
  if (callerContext().source !== 'wx_trigger') return
  const at = now()
  for (const [name, run] of jobs) {
    try {
      await run(at)
    } catch (error) {
      log.error('job failed', error, { job: name })
    }
  }
}
