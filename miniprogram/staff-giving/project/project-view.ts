/** A project as staff see it: what it says, how it stands, and what I may do about it. */
import { noteKinds, type ProjectNote, projectKinds, projectStatuses } from '../../contract/giving-projects'
import type { Output } from '../../contract/index'
import { formatYuan } from '../../contract/money'
import { formatMoment } from '../../utils/date'
import { paragraphsOf } from '../../utils/paragraphs'

interface Fact {
  readonly label: string
  readonly value: string
}

export interface ProjectView {
  readonly projectId: string
  readonly revision: number
  readonly title: string
  readonly status: string
  readonly tone: 'neutral' | 'warning' | 'success'
  readonly returnedFor: string
  readonly facts: readonly Fact[]
  readonly purpose: readonly string[]
  readonly pictures: readonly string[]
  readonly notes: readonly { readonly noteId: string; readonly line: string; readonly text: string }[]
  /** What the one button does; empty where there is nothing to do. */
  readonly act: 'propose' | 'approve' | 'note' | ''
  readonly isEditable: boolean
  readonly isClosable: boolean
  readonly isExportable: boolean
}

const tones = { draft: 'neutral', proposed: 'warning', open: 'success', closed: 'neutral' } as const

function actFor({ project, decides, isEditable }: Output<'giving.readManaged'>): ProjectView['act'] {
  if (project.status === 'proposed' && decides) return 'approve'
  if (!isEditable) return ''
  if (project.status === 'draft') return 'propose'
  return project.status === 'proposed' ? '' : 'note'
}

const noteRow = ({ noteId, kind, spentFen, at, text }: ProjectNote, nowMs: number) => ({
  noteId,
  line: [noteKinds[kind], spentFen === undefined ? '' : `${formatYuan(spentFen)} 元`, formatMoment(at, nowMs)]
    .filter((part) => part !== '')
    .join(' · '),
  text,
})

export function projectViewOf(managed: Output<'giving.readManaged'>, nowMs: number): ProjectView {
  const { project, content, revision, notes, pictures, isEditable } = managed
  const period = [
    content.opensAt === undefined ? '' : `${formatMoment(content.opensAt, nowMs)} 开始`,
    content.closesAt === undefined ? '' : `${formatMoment(content.closesAt, nowMs)} 截止`,
    content.closesWhenFull ? '达到目标即结束' : '',
  ].filter((part) => part !== '')
  const { name, phone, wechat } = content.contact
  return {
    projectId: project.projectId,
    revision,
    title: project.title,
    status: projectStatuses[project.status],
    tone: tones[project.status],
    returnedFor: project.returnedFor,
    facts: [
      { label: '发起单位', value: project.body.name },
      { label: '类型', value: projectKinds[project.kind] },
      { label: '已筹', value: `${formatYuan(project.raisedFen)} 元，${project.gifts} 笔` },
      { label: '目标', value: project.goalFen > 0 ? `${formatYuan(project.goalFen)} 元` : '不设' },
      { label: '建议金额', value: content.presetsFen.map((fen) => formatYuan(fen)).join('、') },
      { label: '起捐', value: `${formatYuan(content.minimumFen)} 元` },
      { label: '期限', value: period.join('，') || '长期' },
      { label: '联系', value: [name, phone, wechat].filter((part) => part !== '').join('，') || '未填写' },
    ],
    purpose: paragraphsOf(content.purpose),
    pictures: pictures.map(({ url }) => url),
    notes: notes.map((note) => noteRow(note, nowMs)),
    act: actFor(managed),
    isEditable: isEditable && project.status !== 'closed',
    isClosable: project.status === 'open',
    isExportable: project.gifts > 0,
  }
}
