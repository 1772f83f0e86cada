/** What staff have done already, through the same calls as from a phone: the trail of the sample world begins with it. */
import type { ActionName, Input, Output, Reply } from '../../miniprogram/contract/index'
import type { Cloud } from '../cloud'
import { bodyIds } from './body-ids'
import { personas } from './personas'

type Act = <Name extends ActionName>(action: Name, input: Input<Name>) => Promise<Output<Name>>

/** The hands of one persona. @throws Error when the cloud refuses, because then the sample does not fit it any more */
function handsOf(cloud: Cloud, key: string): Act {
  const openid = personas.find((persona) => persona.key === key)?.openid ?? ''
  return async (action, input) => {
    const reply = (await cloud.call('api', { action, input }, { openid })) as Reply<unknown>
    if (!reply.ok) throw new Error(`the sample’s ${action} was refused: ${reply.error.code}`)
    return reply.data as Output<typeof action>
  }
}

/** A branch gets another telephone, tasks go on, and an invitation to a role is thought better of. */
export async function sampleActs({ cloud }: { readonly cloud: Cloud }): Promise<void> {
  const administrator = handsOf(cloud, 'administrator')
  const editor = handsOf(cloud, 'editor')

  const bodyId = bodyIds.beijing
  const { revision, content } = await administrator('organisations.readManaged', { bodyId })
  const contact = { ...content.contact, phone: '010-5550 1970' }
  const leads = content.leads.map(({ personId, office }) => ({ personId, office }))
  const changed = { ...content, contact, leads, cities: [...content.cities] }
  await administrator('organisations.change', { bodyId, revision, content: changed })

  const { tasks } = await editor('preparation.list', { isDone: false })
  const late = tasks.find(({ title }) => title.startsWith('校园导览'))
  if (late)
    await editor('preparation.report', { taskId: late.taskId, revision: late.revision, status: 'doing' })

  const wanted = { wanted: 'volunteer', bodyId: bodyIds.university } as const
  const invitation = { draftKey: 'sample-act-invitation', note: '学生会', ...wanted }
  const { invitationId } = await administrator('roles.invite', invitation)
  await administrator('roles.withdrawInvitation', { invitationId })
}
