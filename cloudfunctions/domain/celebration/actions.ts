/** The home page: one call for a first view. */
import { dayMs } from '../../platform/clock'
import type { Handler, Handlers } from '../../platform/serve'
import { listUpcoming } from '../events/records'
import { describeEvents } from '../events/views'
import { listProjects } from '../giving/records'
import { describeProjects } from '../giving/views'
import { readInstitution } from '../organisations/actions'
import { readCurrent } from './records'

const eventsShown = 3
const projectsShown = 2
/** For so long after its day an anniversary is still looked back on. */
const afterglowMs = 60 * dayMs

const readHome: Handler<'celebration.readHome'> = async (_input, { now }) => {
  const [institution, anniversary, events, projects] = await Promise.all([
    readInstitution(now),
    readCurrent(new Date(now.getTime() - afterglowMs)),
    listUpcoming(now, eventsShown).then(describeEvents),
    listProjects(projectsShown).then((projects) => describeProjects(projects, now)),
  ])
  return {
    institution,
    anniversary: anniversary && {
      number: anniversary.number,
      theme: anniversary.theme,
      date: anniversary.date.getTime(),
    },
    events,
    projects,
  }
}

export const celebration: Handlers<'celebration'> = { 'celebration.readHome': readHome }
