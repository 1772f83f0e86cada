/** What an article may lead to: events and projects, as a sheet offers them. */
import type { Choice } from '../../components/choice-sheet/choice-sheet'
import { call } from '../../services/cloud'
import { readProjects } from '../../services/projects'
import { formatDay } from '../../utils/date'

export type ChoiceName = 'event' | 'project'

export const headings: Readonly<Record<ChoiceName, string>> = {
  event: '相关活动',
  project: '相关捐赠项目',
}

const none: Choice = { value: '', label: '不关联' }

async function eventChoices(): Promise<Choice[]> {
  const [upcoming, past] = await Promise.all([
    call('events.list', { period: 'upcoming' }),
    call('events.list', { period: 'past' }),
  ])
  const of = (found: typeof past, group: string) =>
    found.events.map(({ eventId, title, startsAt }) => ({
      value: eventId,
      label: title,
      note: formatDay(startsAt, Date.now()),
      group,
    }))
  return [none, ...of(upcoming, '近期'), ...of(past, '往期')]
}

async function projectChoices(): Promise<Choice[]> {
  const projects = await readProjects()
  return [none, ...projects.map(({ projectId, title }) => ({ value: projectId, label: title }))]
}

const readers = { event: eventChoices, project: projectChoices } as const

export const readOptions = (name: ChoiceName): Promise<Choice[]> => readers[name]()
