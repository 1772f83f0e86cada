/** The shared language of phone and cloud: every action there is, by name. */
import type { InputOf, OutputOf, ParsedOf } from './action'
import { alumni } from './alumni'
import { celebration } from './celebration'
import { celebrationEditing } from './celebration-editing'
import { codes } from './codes'
import { dashboard } from './dashboard'
import { directory } from './directory'
import { door } from './door'
import type { ErrorCode, FieldMessages } from './errors'
import { eventEditing } from './event-editing'
import { events } from './events'
import { feedback } from './feedback'
import { giving } from './giving'
import { givingInvoices } from './giving-invoices'
import { givingOffline } from './giving-offline'
import { givingPapers } from './giving-papers'
import { givingProjects } from './giving-projects'
import { givingWords } from './giving-words'
import { merges } from './merges'
import { messages } from './messages'
import { myData } from './my-data'
import { news } from './news'
import { newsEditing } from './news-editing'
import { notices } from './notices'
import { organisations } from './organisations'
import { payments } from './payments'
import { people } from './people'
import { preparation } from './preparation'
import { registrations } from './registrations'
import { roleGranting } from './role-granting'
import { roster } from './roster'
import { signUpExport } from './sign-up-export'
import { signUps } from './sign-ups'
import { staff } from './staff'
import { trail } from './trail'
import { treasury } from './treasury'
import { wishes } from './wishes'

export const contract = {
  ...organisations,
  ...codes,
  ...alumni,
  ...registrations,
  ...people,
  ...roster,
  ...directory,
  ...events,
  ...eventEditing,
  ...signUps,
  ...signUpExport,
  ...door,
  ...feedback,
  ...giving,
  ...givingProjects,
  ...givingOffline,
  ...givingWords,
  ...givingPapers,
  ...givingInvoices,
  ...payments,
  ...treasury,
  ...celebration,
  ...celebrationEditing,
  ...wishes,
  ...news,
  ...newsEditing,
  ...staff,
  ...roleGranting,
  ...preparation,
  ...dashboard,
  ...trail,
  ...myData,
  ...merges,
  ...messages,
  ...notices,
}

export type Contract = typeof contract
export type ActionName = keyof Contract
export type Input<Name extends ActionName> = InputOf<Contract[Name]>
export type ParsedInput<Name extends ActionName> = ParsedOf<Contract[Name]>
export type Output<Name extends ActionName> = OutputOf<Contract[Name]>

/** What crosses the wire in answer to an action. */
export type Reply<Data> =
  | { readonly ok: true; readonly data: Data }
  | {
      readonly ok: false
      readonly error: {
        readonly code: ErrorCode
        readonly message: string
        readonly fields?: FieldMessages
        readonly requestId: string
      }
    }

/** Whether a text names an action: an own property, so that `__proto__` or `constructor` never does. */
export function isActionName(name: unknown): name is ActionName {
  return typeof name === 'string' && Object.prototype.hasOwnProperty.call(contract, name)
}
