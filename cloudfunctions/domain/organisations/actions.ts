/** Opening scanned codes, and the colleges to choose from. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { Institution } from '../../../miniprogram/contract/organisations'
import type { Handler, Handlers } from '../../platform/serve'
import { listBodies, nameOf, readBodies, readCode } from './records'
import { usableCode } from './rules'

const openCode: Handler<'organisations.openCode'> = async ({ scene }, { now }) => {
  const code = usableCode(await readCode(scene), now)
  if (!code) throw new AppError('CODE_UNKNOWN')
  if (code.opens === 'event') return { opens: 'event', eventId: code.targetId }
  if (code.opens === 'project') return { opens: 'project', projectId: code.targetId }
  const bodies = await readBodies([code.targetId])
  const isCollege = bodies.get(code.targetId)?.kind === 'college'
  return {
    opens: 'register',
    college: isCollege ? nameOf(bodies, code.targetId) : undefined,
    entryYear: code.entryYear,
  }
}

/** The institution this installation serves. */
export async function readInstitution(now: Date): Promise<Institution> {
  const [university] = await listBodies('university', now)
  if (!university?.institution) throw new Error('no university is set up')
  return university.institution
}

const listColleges: Handler<'organisations.listColleges'> = async (_input, { now }) => {
  const [institution, colleges] = await Promise.all([readInstitution(now), listBodies('college', now)])
  return { institution, colleges: colleges.map(({ _id, name }) => ({ bodyId: _id, name })) }
}

export const organisations: Handlers<'organisations'> = {
  'organisations.openCode': openCode,
  'organisations.listColleges': listColleges,
}
