/** In whose name somebody gives. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { WantedDonor } from '../../../miniprogram/contract/giving'
import type { Caller } from '../../platform/caller'
import { readBody } from '../organisations/records'
import type { Project } from './records'
import { decideDonor, type InName } from './rules'

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
