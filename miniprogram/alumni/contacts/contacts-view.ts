/** Requests for contact in words, for either side. */
import {
  type ContactRow,
  type ContactStatus,
  contactDirections,
  contactStatuses,
} from '../../contract/directory'
import { formatRelative } from '../../utils/date'
import { type StudiesFace, studiesFaceOf } from '../utils/person-face'

export type Direction = keyof typeof contactDirections

export interface Row {
  readonly personId: string
  readonly name: string
  readonly studies: readonly StudiesFace[]
  readonly status: ContactStatus
  readonly words: string
  readonly tone: string
  readonly message: string
  readonly reply: string
  readonly asked: string
}

const tones: Readonly<Record<ContactStatus, string>> = {
  checking: 'neutral',
  waiting: 'primary',
  accepted: 'success',
  declined: 'neutral',
  refused: 'warning',
}

export const rowOf = (row: ContactRow, nowMs: number): Row => ({
  personId: row.personId,
  name: row.name === '' ? '对方已不公开' : row.name,
  studies: row.educations.map(studiesFaceOf),
  status: row.status,
  words: contactStatuses[row.status],
  tone: tones[row.status],
  message: row.message,
  reply: row.reply,
  asked: formatRelative(row.askedAt, nowMs),
})

export const nothingYet = {
  received: {
    title: '还没有人请求联系',
    hint: '别人找到您之后，会先在这里征得您的同意',
    action: '设置谁能看到我',
    url: '/alumni/privacy/privacy',
  },
  sent: {
    title: '您还没有请求过联系',
    hint: '去找找老同学吧',
    action: '找校友',
    url: '/alumni/directory/directory',
  },
} as const

export const tabs = Object.entries(contactDirections).map(([direction, label]) => ({ direction, label }))
