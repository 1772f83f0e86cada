/** What the tree keeps of a person: the bodies they asked to join or belong to, and those they speak for. */
import { membershipStatuses } from '../../../miniprogram/contract/organisations'
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import {
  everyMembershipOf,
  insertMembership,
  readMembership,
  removeMembership,
  renameDecider,
} from './memberships/records'
import { listLedBy, nameOf, readBodies, removeLead, renameLead } from './records'

async function describe(personId: string) {
  const [memberships, led] = await Promise.all([collect(everyMembershipOf(personId)), listLedBy(personId)])
  const bodies = await readBodies(memberships.map(({ bodyId }) => bodyId))
  return [
    {
      title: '组织',
      columns: ['组织', '状态', '时间'],
      rows: memberships.map(({ bodyId, status, askedAt }) => [
        nameOf(bodies, bodyId).name,
        membershipStatuses[status],
        campusTime(askedAt),
      ]),
    },
    {
      title: '担任联络人',
      columns: ['组织', '职务'],
      rows: led.map(({ name, leads = [] }) => [
        name,
        leads.find((lead) => lead.personId === personId)?.office ?? '',
      ]),
    },
  ]
}

async function erase(personId: string, pseudonymId: string): Promise<void> {
  for await (const { bodyId } of everyMembershipOf(personId)) await removeMembership(bodyId, personId)
  for (const { _id } of await listLedBy(personId)) await removeLead(_id, personId)
  await renameDecider(personId, pseudonymId)
}

/** By what it is and the body: `member:…`, `lead:…`. */
async function list(personId: string): Promise<string[]> {
  const [memberships, led] = await Promise.all([collect(everyMembershipOf(personId)), listLedBy(personId)])
  return [...memberships.map(({ bodyId }) => `member:${bodyId}`), ...led.map(({ _id }) => `lead:${_id}`)]
}

/** `stayed`: the other record has asked the same body itself. */
async function moveMembership(bodyId: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  const [membership, existing] = await Promise.all([
    readMembership(bodyId, fromId),
    readMembership(bodyId, toId),
  ])
  if (!membership) return existing ? 'moved' : 'stayed'
  const isSame = existing?.askedAt.getTime() === membership.askedAt.getTime()
  if (existing && !isSame) return 'stayed'
  if (!existing) await insertMembership({ ...membership, personId: toId })
  await removeMembership(bodyId, fromId)
  return 'moved'
}

async function move(id: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  const [what, bodyId = ''] = id.split(':')
  if (what === 'member') return moveMembership(bodyId, fromId, toId)
  await renameLead(bodyId, fromId, toId)
  return 'moved'
}

export const organisationBelongings = {
  describe,
  erase,
  handOver: { title: '组织与职务', list, move },
} satisfies Belongings
