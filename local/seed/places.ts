/**
 * Every page of the mini-program where it is worth looking at: who holds the phone, and which of the sample records
 * it shows. The preview jumps there, `npm run screens` takes its pictures, and the audit measures it.
 */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import type { Cloud } from '../cloud'
import type { Place } from '../phone/server/world'
import { bodyIds } from './body-ids'
import { anniversaryIds } from './celebration'
import { eventIds } from './event-ids'
import { projectIds } from './giving'
import { personas } from './personas'
import { sampleScene } from './staff-office'

/** Ids that only the records know. */
interface Found {
  readonly gift: string
  readonly classmate: string
  readonly registration: string
  readonly twins: readonly [keep: string, merge: string]
  readonly guest: string
  readonly payment: string
  readonly exception: string
  readonly scene: string
  readonly invitation: string
}

const at = (persona: string, page: string, note?: string): Place => ({
  persona,
  page,
  ...(note === undefined ? {} : { note }),
})

const refused = (persona: string, page: string, note: string): Place => ({
  ...at(persona, page, note),
  isRefused: true,
})

/** @returns all places, in the order of the packages */
export async function places({
  cloud,
  secrets,
}: {
  readonly cloud: Cloud
  readonly secrets: Readonly<Record<string, string>>
}): Promise<readonly Place[]> {
  const found = await find(cloud, secrets.SECRET_KEY ?? '')
  return [
    ...tabs(),
    ...ofAlumni(found),
    ...ofEvents(),
    ...ofGiving(found),
    ...ofStories(),
    ...ofStaff(found),
    ...ofStaffEvents(found),
    ...ofStaffGiving(found),
    ...ofStaffStories(),
    ...ofStaffOffice(),
  ]
}

const tabs = (): readonly Place[] => [
  at('visitor', 'pages/home/home', '第一次打开'),
  at('alumnus', 'pages/home/home'),
  at('visitor', 'pages/events/events', '第一次打开'),
  at('alumnus', 'pages/events/events'),
  at('alumnus', 'pages/giving/giving'),
  at('visitor', 'pages/me/me', '第一次打开'),
  at('alumnus', 'pages/me/me'),
  at('editor', 'pages/me/me', '工作人员'),
  refused('visitor', 'pages/enter/enter', '失效的码'),
]

const ofAlumni = ({ classmate, invitation }: Found): readonly Place[] => [
  at('newcomer', 'alumni/register/register'),
  at('visitor', 'alumni/consent/consent'),
  at('alumnus', 'alumni/card/card'),
  at('alumnus', 'alumni/profile/profile'),
  at('alumnus', 'alumni/my-data/my-data'),
  at('alumnus', 'alumni/check-card/check-card'),
  at('alumnus', 'alumni/privacy/privacy'),
  at('alumnus', 'alumni/directory/directory'),
  at('alumnus', `alumni/person/person?personId=${classmate}`),
  at('alumnus', 'alumni/contacts/contacts'),
  at('alumnus', 'alumni/inbox/inbox'),
  at('enterprise', 'alumni/inbox/inbox', '没有消息'),
  at('alumnus', 'alumni/cities/cities'),
  at('classlead', 'alumni/vouch/vouch'),
  at('alumnus', `alumni/invitation/invitation?scene=${invitation}`),
  at('alumnus', 'alumni/bodies/bodies'),
  at('alumnus', `alumni/body/body?bodyId=${bodyIds.civil}`),
  at('alumnus', `alumni/body/body?bodyId=${bodyIds.beijing}`, '地区校友会'),
  at('alumnus', `alumni/body-requests/body-requests?bodyId=${bodyIds.bridges}`),
]

const ofEvents = (): readonly Place[] => [
  at('alumnus', `events/event/event?eventId=${eventIds.homecoming}`),
  at('alumnus', `events/event/event?eventId=${eventIds.cancelled}`, '已取消'),
  at('alumnus', `events/event/event?eventId=${eventIds.concert}`, '已结束'),
  at('visitor', `events/event/event?eventId=${eventIds.dinner}`, '未登记'),
  at('enterprise', `events/sign-up/sign-up?eventId=${eventIds.dinner}`),
  at('comptroller', `events/ticket/ticket?eventId=${eventIds.homecoming}`),
  at('comptroller', `events/change-sign-up/change-sign-up?eventId=${eventIds.homecoming}`),
  at('comptroller', 'events/my-sign-ups/my-sign-ups'),
  at('visitor', 'events/my-sign-ups/my-sign-ups', '没有报名'),
  at('alumnus', `events/poster/poster?eventId=${eventIds.homecoming}`),
  at('comptroller', `events/feedback/feedback?eventId=${eventIds.concert}`),
]

const ofGiving = ({ gift }: Found): readonly Place[] => [
  at('alumnus', `giving/project/project?projectId=${projectIds.scholarship}`),
  at('alumnus', `giving/project/project?projectId=${projectIds.finished}`, '已结束'),
  at('alumnus', `giving/give/give?projectId=${projectIds.library}`),
  at('enterprise', `giving/thanks/thanks?orderNo=${gift}`),
  at('alumnus', 'giving/honour-roll/honour-roll'),
  at('enterprise', 'giving/my-gifts/my-gifts'),
  at('visitor', 'giving/my-gifts/my-gifts', '没有捐赠'),
  at('alumnus', `giving/offline/offline?projectId=${projectIds.library}`),
  at('enterprise', `giving/certificate/certificate?orderNo=${gift}`),
  at('alumnus', 'giving/check-certificate/check-certificate', '查无此证'),
  at('enterprise', 'giving/statement/statement'),
  at('enterprise', `giving/invoice/invoice?orderNo=${gift}`),
]

const ofStories = (): readonly Place[] => [
  at('alumnus', 'stories/articles/articles'),
  at('alumnus', 'stories/article/article?articleId=article-library'),
  at('alumnus', 'stories/article/article?articleId=article-parking', '已撤下'),
  at('alumnus', `stories/anniversary/anniversary?anniversaryId=${anniversaryIds.university}`),
  at('alumnus', `stories/guide/guide?anniversaryId=${anniversaryIds.university}`),
  at('alumnus', `stories/wishes/wishes?anniversaryId=${anniversaryIds.university}`),
  at('alumnus', `stories/wish/wish?anniversaryId=${anniversaryIds.university}`),
  at('alumnus', `stories/frame/frame?anniversaryId=${anniversaryIds.university}`),
]

const ofStaff = ({ classmate, registration, twins, scene }: Found): readonly Place[] => [
  at('administrator', 'staff/today/today'),
  at('volunteer', 'staff/today/today', '志愿者'),
  at('reviewer', 'staff/registrations/registrations'),
  at('reviewer', `staff/registration/registration?personId=${registration}`),
  at('administrator', 'staff/merges/merges'),
  at('administrator', `staff/merge/merge?keepId=${twins[0]}&mergeId=${twins[1]}`),
  at('administrator', 'staff/people/people'),
  at('administrator', `staff/person/person?personId=${classmate}`),
  at('reviewer', 'staff/roster/roster'),
  refused('reviewer', 'staff/roster-batch/roster-batch', '不存在的导入'),
  at('administrator', 'staff/bodies/bodies'),
  at('administrator', `staff/body-edit/body-edit?bodyId=${bodyIds.beijing}`),
  at('administrator', `staff/codes/codes?bodyId=${bodyIds.university}`),
  at('editor', `staff/share-kit/share-kit?opens=event&targetId=${eventIds.homecoming}`),
  at('editor', `staff/share-kit/share-kit?opens=anniversary&targetId=${anniversaryIds.university}`, '校庆'),
  at('administrator', `staff/code-poster/code-poster?scene=${scene}`),
]

const ofStaffEvents = ({ guest }: Found): readonly Place[] => [
  at('editor', 'staff-events/events/events'),
  ...[
    'event-edit',
    'event-words',
    'event-place',
    'event-terms',
    'event-party',
    'event-questions',
    'event-agenda',
    'event-bodies',
    'event-delivery',
    'event-people',
    'event-guests',
  ].map((page) => at('editor', `staff-events/${page}/${page}?eventId=${eventIds.homecoming}`)),
  at('editor', `staff-events/event-recap/event-recap?eventId=${eventIds.concert}`),
  at('editor', `staff-events/event-feedback/event-feedback?eventId=${eventIds.concert}`),
  at('editor', `staff-events/event-person/event-person?eventId=${eventIds.homecoming}&holderId=${guest}`),
  at('volunteer', `staff-events/door/door?eventId=${eventIds.homecoming}`),
  at('volunteer', `staff-events/door-screen/door-screen?eventId=${eventIds.homecoming}`),
]

const ofStaffGiving = ({ payment, exception }: Found): readonly Place[] => [
  at('treasurer', 'staff-giving/projects/projects'),
  at('treasurer', `staff-giving/project/project?projectId=${projectIds.proposed}`, '待审核'),
  at('editor', `staff-giving/project-edit/project-edit?projectId=${projectIds.draft}`),
  at('treasurer', 'staff-giving/offline/offline'),
  at('treasurer', 'staff-giving/offline-edit/offline-edit'),
  at('treasurer', 'staff-giving/words/words'),
  at('treasurer', 'staff-giving/invoices/invoices'),
  at('treasurer', 'staff-giving/money/money'),
  at('treasurer', `staff-giving/refund/refund?orderNo=${payment}`),
  at('treasurer', `staff-giving/exception/exception?exceptionId=${exception}`),
]

const ofStaffStories = (): readonly Place[] => [
  at('editor', 'staff-stories/anniversaries/anniversaries'),
  ...['anniversary-edit', 'anniversary-history', 'anniversary-guide', 'anniversary-activities'].map((page) =>
    at('editor', `staff-stories/${page}/${page}?anniversaryId=${anniversaryIds.university}`),
  ),
  at('editor', 'staff-stories/articles/articles'),
  at('editor', 'staff-stories/article-edit/article-edit?articleId=article-band'),
  at('administrator', 'staff-stories/article-review/article-review?articleId=article-lecture'),
  at('administrator', 'staff-stories/article-review/article-review?articleId=article-library', '修改'),
  at('editor', 'staff-stories/home-blocks/home-blocks'),
  at('editor', 'staff-stories/home-preview/home-preview'),
  at('editor', 'staff-stories/wishes/wishes'),
]

const ofStaffOffice = (): readonly Place[] => [
  at('administrator', 'staff-office/roles/roles'),
  at('administrator', 'staff-office/audit/audit'),
  at('administrator', 'staff-office/dashboard/dashboard'),
  at('administrator', 'staff-office/preparation/preparation'),
  at('editor', 'staff-office/notices/notices'),
  at('editor', 'staff-office/notice-edit/notice-edit'),
  at('editor', 'staff-office/notice/notice?noticeId=sample-notice-arrival'),
]

async function find({ database }: Cloud, secretKey: string): Promise<Found> {
  const personOf = (key: string) => personIdOf(personas.find((one) => one.key === key)?.openid ?? '')
  const idOf = async (collection: string, query: object) =>
    String((await database.find(collection, query))[0]?._id ?? '')
  const [gift] = await database.find('gifts', { personId: personOf('enterprise'), way: 'wechat' })
  const [signUp] = await database.find('signUps', { eventId: eventIds.homecoming, status: 'confirmed' })
  return {
    gift: String(gift?.orderNo ?? ''),
    classmate: await idOf('people', {
      bodyPath: bodyIds.civil,
      'verification.status': 'verified',
      _id: { $ne: personOf('alumnus') },
    }),
    registration: await idOf('people', {
      bodyPath: bodyIds.computing,
      'verification.status': 'pending',
    }),
    twins: await findTwins(database),
    guest: String(signUp?.personId ?? ''),
    payment: await idOf('orders', { state: 'paid' }),
    exception: await idOf('exceptions', {}),
    scene: await idOf('codes', { status: 'open' }),
    invitation: sampleScene(secretKey),
  }
}

/** Two people of one name, who may be one. */
async function findTwins(database: Cloud['database']): Promise<readonly [string, string]> {
  const seen = new Map<string, string>()
  for (const { _id, name } of await database.find('people', {})) {
    const other = seen.get(String(name))
    if (other) return [other, String(_id)]
    seen.set(String(name), String(_id))
  }
  return ['', '']
}
