/** Who may give here, and in whose name. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { WantedDonor } from '../../../miniprogram/contract/giving'
import type { Caller } from '../../platform/caller'
import { settings } from '../../platform/settings'
import { readBody } from '../organisations/records'
import type { Project } from './records'
import { decideDonor, decideGiver, type InName } from './rules'

/** Refuses whom giving does not serve, as it is configured; by the caller alone, before anything is looked up. */
export function requireServed({ person }: Caller): void {
  const decision = decideGiver(settings().givingAudience, person)
  if (decision !== 'serve') throw new AppError(decision)
}

export async function inNameOf(
  donor: WantedDonor = { kind: 'person' },
  project: Project,
  { person }: Caller,
): Promise<InName> {
  const body = 'bodyId' in donor ? await readBody(donor.bodyId) : undefined
  const giver = { name: person?.name ?? '', bodyPath: person?.bodyPath ?? [] }
  const decision = decideDonor(donor, giver, project, body)
  if (isErrorCode(decision)) throw new AppError(decision)
  return decision
}
