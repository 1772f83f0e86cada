/** Who may do what: audiences of actions, and the roles of staff. */

/** A role is granted on a body of the tree and covers what is below it. */
export const roles = {
  volunteer: '志愿者',
  editor: '编辑',
  reviewer: '审核员',
  treasurer: '财务',
  administrator: '管理员',
} as const

export type Role = keyof typeof roles

/**
 * Whom an action serves. anybody: it answers everyone alike, so that nobody is asked who they are, which spares the
 * database a read where everyone comes at once · visitor: anyone in WeChat · person: registered · alumnus: verified ·
 * staff: whoever holds any role · a role: whoever holds it, on some body; the action then looks at which.
 */
export type Audience = 'anybody' | 'visitor' | 'person' | 'alumnus' | 'staff' | Role

/** A role that stands in for another: an editor may also do what a volunteer does. Money is nobody's by implication. */
const includes: Readonly<Record<Role, readonly Role[]>> = {
  volunteer: ['volunteer'],
  editor: ['editor', 'volunteer'],
  reviewer: ['reviewer'],
  treasurer: ['treasurer'],
  administrator: ['administrator', 'editor', 'reviewer', 'volunteer'],
}

/** Whether holding `held` lets one do what is asked of `wanted`. */
export function roleIncludes(held: Role, wanted: Role): boolean {
  return includes[held].includes(wanted)
}

/** Whether an audience is a role of staff. */
export function isRole(audience: Audience): audience is Role {
  return Object.prototype.hasOwnProperty.call(roles, audience)
}
