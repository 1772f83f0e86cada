/** Registered people: the personas who are, some two hundred classmates, and a few who wait for a reviewer. */

import { sealedPhone } from '../../cloudfunctions/domain/alumni/phone'
import type { Identity, Person, Profile, Verification } from '../../cloudfunctions/domain/alumni/records'
import { cardNumberFrom } from '../../cloudfunctions/domain/alumni/rules'
import { findableBy } from '../../cloudfunctions/domain/directory/circles'
import { belongingIn } from '../../cloudfunctions/domain/organisations/tree'
import type { RosterRow } from '../../cloudfunctions/domain/roster/records'
import type { RoleGrant } from '../../cloudfunctions/platform/caller'
import { keyedHash, personIdOf } from '../../cloudfunctions/platform/ids'
import { consentVersion, type Industry, industries } from '../../miniprogram/contract/alumni'
import type { Privacy } from '../../miniprogram/contract/directory'
import { bodies, bodyIds } from './bodies'
import { type Persona, personas, samplePhoneNumber } from './personas'
import { pick, sequence } from './random'

const dayMs = 86_400_000
const registeredCount = 220
const waitingCount = 6

const cities = ['江城', '北京', '上海', '深圳', '杭州', '成都', '西安', '南京', '广州', '苏州']
const employers = [
  '市政设计院',
  '汽车研究所',
  '新材料公司',
  '软件园',
  '第二中学',
  '会计师事务所',
  '区人民医院',
  '轨道交通集团',
]

const bodiesById = new Map(bodies.map((body) => [body._id, body]))
const tree = {
  universities: bodies.filter(({ kind }) => kind === 'university'),
  branches: bodies.filter(({ kind }) => kind === 'branch'),
  get: (bodyId: string) => bodiesById.get(bodyId),
}

interface Sample {
  readonly openid: string
  readonly row: Omit<RosterRow, 'matchKey' | 'claimedBy'>
  readonly phoneNumber: string
  readonly grants: readonly RoleGrant[]
  readonly verification: Verification
  readonly registeredAt: Date
}

/** Each person's own chance. The product is kept to 32 bits: beyond 53 the last letters alone would count. */
const chanceOf = (openid: string) =>
  sequence([...openid].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7))

/** Some open everything to all verified people, some to their college, some nothing. */
function privacyFrom(chance: () => number): Privacy {
  const level = pick(chance, ['verified', 'verified', 'college', 'classmates', 'nobody'] as const)
  return { listing: level, city: level, industry: level, employer: chance() < 0.5 ? level : 'nobody' }
}

function personFrom(
  { openid, row, phoneNumber, grants, verification, registeredAt }: Sample,
  secretKey: string,
): Person {
  const chance = chanceOf(openid)
  const personId = personIdOf(openid)
  const { name, collegeId, entryYear, degree, programme, className } = row
  const profile: Profile = {
    name,
    kind: entryYear >= 2022 ? 'student' : 'alumnus',
    educations: [{ collegeId, entryYear, degree, programme, className }],
    studentNumberLast4: row.studentNumberLast4,
    affiliationId: '',
    phone: sealedPhone(personId, phoneNumber, secretKey),
    city: pick(chance, cities),
    industry: pick(chance, Object.keys(industries) as Industry[]),
    employer: pick(chance, employers),
  }
  const privacy = privacyFrom(chance)
  return {
    _id: personId,
    ...profile,
    bodyPath: belongingIn(tree, { ...profile, memberOf: [] }),
    memberOf: [],
    privacy,
    findableBy: findableBy({ ...profile, privacy }),
    avatar: '',
    revision: 0,
    cardNumber: cardNumberFrom(keyedHash('card number', personId, secretKey)),
    consent: { version: consentVersion, at: registeredAt },
    verification,
    registeredAt,
    grants,
  }
}

const verified = (at: Date): Verification => ({
  status: 'verified',
  at,
  by: 'roster',
  reason: '',
  untold: false,
})
const pending = (at: Date): Verification => ({ status: 'pending', at, by: '', reason: '', untold: false })

function personaSample(persona: Persona, roster: readonly RosterRow[], nowMs: number): Sample | undefined {
  const row = roster.find(({ _id }) => _id === `sample:${persona.key}`)
  if (!row || persona.isNewcomer) return undefined
  const at = new Date(nowMs - 60 * dayMs)
  const { openid, phoneNumber, grants } = persona
  return { openid, row, phoneNumber, grants, verification: verified(at), registeredAt: at }
}

function classmateSample(row: RosterRow, index: number, nowMs: number): Sample {
  const at = new Date(nowMs - (index % 90) * dayMs - index * 60_000)
  return {
    openid: `oClassmate_${String(index).padStart(4, '0')}_`.padEnd(28, 'x'),
    row,
    phoneNumber: samplePhoneNumber(1000 + index),
    grants: [],
    verification: verified(at),
    registeredAt: at,
  }
}

/** Somebody whose year of entry is not as the roster has it: no match, so a reviewer decides. */
function waitingSample(row: RosterRow, index: number, nowMs: number): Sample {
  const at = new Date(nowMs - (index + 1) * 5 * 3_600_000)
  return {
    openid: `oWaiting_${String(index).padStart(4, '0')}_`.padEnd(28, 'x'),
    row: { ...row, entryYear: row.entryYear + 1 },
    phoneNumber: '',
    grants: [],
    verification: pending(at),
    registeredAt: at,
  }
}

/** Somebody recognised who registered once more with another WeChat account. */
function secondAccountSample(row: RosterRow, nowMs: number): Sample {
  const at = new Date(nowMs - 2 * 3_600_000)
  return {
    openid: 'oWaiting_again_'.padEnd(28, 'x'),
    row,
    phoneNumber: '',
    grants: [],
    verification: pending(at),
    registeredAt: at,
  }
}

/** Everyone registered, their identities, and the roster with the rows that recognised them. */
export function samplePeople(
  roster: readonly RosterRow[],
  nowMs: number,
  secretKey: string,
): { all: Person[]; identities: Identity[]; roster: RosterRow[] } {
  const invented = roster.filter(({ _id }) => /^sample:\d+$/.test(_id))
  const waitingRows = invented.filter(({ collegeId }) => collegeId === bodyIds.computing).slice(-waitingCount)
  const recognised: Sample[] = [
    ...personas.flatMap((persona) => personaSample(persona, roster, nowMs) ?? []),
    ...invented.slice(0, registeredCount).map((row, index) => classmateSample(row, index, nowMs)),
  ]
  const recognisedRow = invented.find(({ collegeId }) => collegeId === bodyIds.computing)
  const samples = [
    ...recognised,
    ...waitingRows.map((row, index) => waitingSample(row, index, nowMs)),
    ...(recognisedRow ? [secondAccountSample(recognisedRow, nowMs)] : []),
  ]
  const claimed = new Map(recognised.map(({ row, openid }) => [row._id, personIdOf(openid)]))
  return {
    all: samples.map((sample) => personFrom(sample, secretKey)),
    identities: samples.map(({ openid, registeredAt }) => ({
      _id: personIdOf(openid),
      openid,
      scene: '',
      at: registeredAt,
    })),
    roster: roster.map((row) => ({ ...row, claimedBy: claimed.get(row._id) ?? null })),
  }
}
