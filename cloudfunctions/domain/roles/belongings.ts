/** What invitations keep of a person: whom they invited to a role, and which invitation they accepted. */
import { roles } from '../../../miniprogram/contract/roles'
import { campusTime } from '../../platform/campus-time'
import type { Belongings } from '../belongings'
import { listInvitationsOf, renameInInvitations } from './records'

export const roleBelongings = {
  async describe(personId) {
    const invitations = await listInvitationsOf(personId)
    if (invitations.length === 0) return []
    return [
      {
        title: '角色邀请',
        columns: ['时间', '角色', '经过'],
        rows: invitations.map(({ at, role, byPersonId }) => [
          campusTime(at),
          roles[role],
          byPersonId === personId ? '您发出' : '您接受',
        ]),
      },
    ]
  },
  erase: renameInInvitations,
} satisfies Belongings
