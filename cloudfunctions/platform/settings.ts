/** What an installation is configured with, read once from the environment. Secrets live nowhere else. */
import * as v from 'valibot'
import { type GivingAudience, givingAudiences } from '../../miniprogram/contract/giving'

const templates = v.object({
  reviewResult: v.string(),
  signUpResult: v.string(),
  giftThanks: v.string(),
  giftRefunded: v.optional(v.string(), ''),
  contactAsked: v.optional(v.string(), ''),
  eventReminder: v.optional(v.string(), ''),
  eventChanged: v.optional(v.string(), ''),
  eventThanks: v.optional(v.string(), ''),
  givingNews: v.optional(v.string(), ''),
  notice: v.optional(v.string(), ''),
  articleResult: v.optional(v.string(), ''),
})

const environment = v.object({
  /** Signs tickets and cards, and hashes what must be found but not read. */
  SECRET_KEY: v.pipe(v.string(), v.minLength(32)),
  /** The ids of the account's subscribe-message templates, as JSON. */
  SUBSCRIBE_TEMPLATES: v.optional(v.pipe(v.string(), v.parseJson(), templates)),
  /** Who receives gifts, and by what permission; online giving stays closed without both. */
  GIVING_PAYEE: v.optional(v.string(), ''),
  GIVING_PERMIT: v.optional(v.string(), ''),
  /** Whom giving serves: `alumnus`, who are verified, or `person`, who are registered. */
  GIVING_AUDIENCE: v.optional(v.string(), 'alumnus'),
  /** Where money is transferred to, as people write it: bank, name and number. */
  GIVING_ACCOUNT: v.optional(v.string(), ''),
  /** In fen: a gift of less counts, without a line of its own on the honour roll. */
  HONOURS_FROM_FEN: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), '100'),
  /** In fen: for a gift of less there is no certificate. */
  CERTIFICATE_FROM_FEN: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), '10000'),
  /** The digest of the code by which the first administrator comes; `npm run first-administrator` prints both. */
  FIRST_ADMINISTRATOR: v.optional(v.string(), ''),
  /** `yes` lets the DevTools call the functions of a trial environment. */
  TRUST_DEVTOOLS: v.optional(v.string(), ''),
})

export interface Settings {
  readonly secretKey: string
  readonly templates: Readonly<v.InferOutput<typeof templates>>
  readonly givingPayee: string
  readonly givingPermit: string
  /** Undefined where the variable says neither: giving online is closed then, and staff read why. */
  readonly givingAudience: GivingAudience | undefined
  readonly givingAccount: string
  readonly honoursFromFen: number
  readonly certificateFromFen: number
  readonly firstAdministrator: string
  readonly trustsDevtools: boolean
}

const audienceFrom = (written: string): GivingAudience | undefined =>
  v.is(v.picklist(Object.keys(givingAudiences) as GivingAudience[]), written) ? written : undefined

let known: Settings | undefined

/** The settings; throws, naming the variable, when one is missing or malformed. */
export function settings(): Settings {
  if (known) return known
  const parsed = v.safeParse(environment, process.env)
  if (!parsed.success) {
    const names = parsed.issues.map((issue) => v.getDotPath(issue)).join(', ')
    throw new Error(`The environment of this cloud function lacks or garbles: ${names}`)
  }
  const found = parsed.output
  known = {
    secretKey: found.SECRET_KEY,
    templates: found.SUBSCRIBE_TEMPLATES ?? {
      reviewResult: '',
      signUpResult: '',
      giftThanks: '',
      giftRefunded: '',
      contactAsked: '',
      eventReminder: '',
      eventChanged: '',
      eventThanks: '',
      givingNews: '',
      articleResult: '',
      notice: '',
    },
    givingPayee: found.GIVING_PAYEE,
    givingPermit: found.GIVING_PERMIT,
    givingAudience: audienceFrom(found.GIVING_AUDIENCE),
    givingAccount: found.GIVING_ACCOUNT,
    honoursFromFen: found.HONOURS_FROM_FEN,
    certificateFromFen: found.CERTIFICATE_FROM_FEN,
    firstAdministrator: found.FIRST_ADMINISTRATOR,
    trustsDevtools: found.TRUST_DEVTOOLS === 'yes',
  }
  return known
}
