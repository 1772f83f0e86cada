/** Counts of what waits for staff and of what happened today, and the few things that a search of staff finds. */

import { waitingCauses } from '../../../miniprogram/contract/wishes'
import { Collection, command } from '../../platform/cloud'
import type { Person } from '../alumni/records'
import type { CheckIn, EventRecord, SignUp } from '../events/records'
import type { Invoice } from '../giving/invoices/records'
import type { Gift, Project } from '../giving/records'
import type { Notice } from '../notices/records'
import type { Exception } from '../payments/records'
import type { Refund } from '../payments/refunds/records'
import type { WishRecord } from '../wishes/records'

const people = new Collection<Person>('people')
const events = new Collection<EventRecord>('events')
const signUps = new Collection<SignUp>('signUps')
const checkIns = new Collection<CheckIn>('checkIns')
const gifts = new Collection<Gift>('gifts')
const projects = new Collection<Project>('projects')
const refunds = new Collection<Refund>('refunds')
const exceptions = new Collection<Exception>('exceptions')
const invoices = new Collection<Invoice>('giftInvoices')
const wishes = new Collection<WishRecord>('wishes')
const notices = new Collection<Notice>('notices')

type Ids = readonly string[]

export const countProposed = (): Promise<number> => projects.count({ status: 'proposed' })
export const countRefundsAsked = (): Promise<number> => refunds.count({ state: 'requested' })
export const countExceptions = (): Promise<number> => exceptions.count({ state: 'open' })
export const countInvoicesAsked = (): Promise<number> => invoices.count({ state: 'asked' })
export const countGiftWords = (): Promise<number> =>
  gifts.count({ 'words.state': 'waiting', status: 'received' })
export const countWishes = (bodyIds: Ids): Promise<number> =>
  wishes.count({
    bodyPath: command.in([...bodyIds]),
    cause: command.in(Object.keys(waitingCauses)),
  })
export const countNotices = (bodyIds: Ids): Promise<number> =>
  notices.count({ bodyPath: command.in([...bodyIds]), status: 'approval' })

export const countRegisteredSince = (bodyIds: Ids, since: Date): Promise<number> =>
  people.count({
    bodyPath: command.in([...bodyIds]),
    'verification.status': command.in(['pending', 'verified', 'returned', 'refused']),
    registeredAt: command.gte(since),
  })

/** In these events; whoever withdrew again is not counted. */
export const countSignedUpSince = (eventIds: Ids, since: Date): Promise<number> =>
  signUps.count({
    eventId: command.in([...eventIds]),
    status: command.in(['confirmed', 'waiting']),
    joinedAt: command.gte(since),
  })

export const countCheckedInSince = (eventIds: Ids, since: Date): Promise<number> =>
  checkIns.count({ eventId: command.in([...eventIds]), at: command.gte(since) })

export const countGiftsSince = (since: Date): Promise<number> =>
  gifts.count({ status: 'received', receivedAt: command.gte(since) })

const found = 5
const escaped = (words: string) => ({ $regex: words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), $options: 'i' })

/** People of these bodies whose name begins so. */
export const findPeople = (bodyIds: Ids, name: string): Promise<Person[]> =>
  people.find(
    {
      bodyPath: command.in([...bodyIds]),
      name: command.and(command.gte(name), command.lt(`${name}\uffff`)),
      mergedInto: command.exists(false),
    },
    { order: [['name', 'asc']], limit: found, fields: ['name', 'educations', 'verification.status'] },
  )

export const findEvents = (bodyIds: Ids, words: string): Promise<EventRecord[]> =>
  events.find(
    { bodyPath: command.in([...bodyIds]), title: escaped(words) },
    { order: [['startsAt', 'desc']], limit: found, fields: ['title', 'startsAt', 'status'] },
  )

export const findProjects = (bodyIds: Ids, words: string): Promise<Project[]> =>
  projects.find(
    { bodyPath: command.in([...bodyIds]), title: escaped(words) },
    { order: [['order', 'asc']], limit: found, fields: ['title', 'status'] },
  )
