/** Tasks as cards: what is late or soon is told by a word and a colour. */
import { type PreparationTask, taskStatuses } from '../../contract/preparation'
import { formatDate } from '../../utils/date'

export interface TaskCard {
  readonly taskId: string
  readonly title: string
  readonly note: string
  readonly line: string
  readonly chip: { readonly text: string; readonly tone: string }
  readonly may: PreparationTask['may']
}

const heats = { late: '已逾期', soon: '即将到期', none: '' } as const
const tones = { late: 'danger', soon: 'warning', none: 'neutral' } as const

export function taskCard({
  taskId,
  title,
  note,
  body,
  owner,
  day,
  status,
  heat,
  may,
}: PreparationTask): TaskCard {
  const text = [taskStatuses[status], heats[heat]].filter((part) => part !== '').join(' · ')
  const tone = status === 'done' ? 'success' : tones[heat]
  return {
    taskId,
    title,
    note,
    line: `${owner.name} · ${body.name} · ${formatDate(day)}前`,
    chip: { text, tone },
    may,
  }
}

/** How many of them are pressing, in words; empty when none is. */
export function redLine(tasks: readonly PreparationTask[]): string {
  const late = tasks.filter(({ heat }) => heat === 'late').length
  const soon = tasks.filter(({ heat }) => heat === 'soon').length
  return [late > 0 ? `${late} 项已逾期` : '', soon > 0 ? `${soon} 项三天内到期` : '']
    .filter((part) => part !== '')
    .join('，')
}
