/** Every form of the mini-program: who fills it in where, what is typed, what sends it, and where it ends up. */
import { bodyIds } from '../../local/seed/body-ids'
import { eventIds } from '../../local/seed/event-ids'
import { projectIds } from '../../local/seed/giving'
import type { ActionName } from '../../miniprogram/contract/index'

export interface Form {
  readonly what: string
  readonly persona: string
  /** Without parameters, the place of that page in local/seed/places.ts. */
  readonly page: string
  /** What is tapped before the fields are there: `#id`, or words on the page. */
  readonly opens?: readonly string[]
  /** Words by the selector of their field; the first are looked for in the database. */
  readonly fields: Readonly<Record<string, string>>
  /** What is tapped after typing. */
  readonly chooses?: readonly string[]
  /** The button that sends it, by its words. */
  readonly sends: string | RegExp
  readonly action: ActionName
  readonly collection: string
  /** One sentence asked for on the way to something: typed again by whoever leaves the page. */
  readonly isForgotten?: true
}

const ofEverybody: readonly Form[] = [
  {
    what: 'registering',
    persona: 'visitor',
    page: `alumni/register/register?collegeId=${bodyIds.computing}&entryYear=1999`,
    fields: { '#name': '欧阳若水', '#employer': '江城设计院' },
    chooses: ['我已年满十四周岁，已阅读并同意'],
    sends: '提交登记',
    action: 'alumni.register',
    collection: 'people',
  },
  {
    what: 'one’s profile',
    persona: 'alumnus',
    page: 'alumni/profile/profile',
    fields: { '#employer': '镜湖桥梁研究所' },
    sends: '保存',
    action: 'alumni.updateProfile',
    collection: 'people',
  },
  {
    what: 'asking for contact',
    persona: 'alumnus',
    page: 'alumni/person/person',
    fields: { '#message': '我是隔壁宿舍的书恒，想约您返校日见面。' },
    sends: '请求联系',
    action: 'directory.ask',
    collection: 'contactRequests',
  },
  {
    what: 'a wish',
    persona: 'alumnus',
    page: 'stories/wish/wish',
    fields: { '#words': '愿银杏年年金黄' },
    sends: '送上祝福',
    action: 'wishes.make',
    collection: 'wishes',
  },
  {
    what: 'announcing a transfer',
    persona: 'alumnus',
    page: 'giving/offline/offline',
    fields: { '#details': '九六级结构班凑的一份', '#amount': '700' },
    sends: '登记捐赠意向',
    action: 'giving.announce',
    collection: 'gifts',
  },
  // The last of his: paying goes on after the answer, and ends on another page.
  {
    what: 'a gift',
    persona: 'alumnus',
    page: 'giving/give/give',
    fields: { '#message': '谢谢图书馆的灯', '#amount': '88' },
    sends: /^(捐赠|重试|继续支付)/,
    action: 'giving.give',
    collection: 'orders',
  },
  {
    what: 'giving one’s contact',
    persona: 'classlead',
    page: 'alumni/contacts/contacts',
    opens: ['同意'],
    fields: { '#reply': '微信 ruolan-1985' },
    sends: '同意并发送',
    action: 'directory.answer',
    collection: 'contactRequests',
  },
  {
    what: 'signing up',
    persona: 'enterprise',
    page: 'events/sign-up/sign-up',
    opens: ['校友代表', '#question-parking', '不需要'],
    fields: { '#question-diet': '不吃香菜' },
    sends: /^(确认|报名|重试)/,
    action: 'events.signUp',
    collection: 'signUps',
  },
  {
    what: 'asking for a receipt',
    persona: 'enterprise',
    page: 'giving/invoice/invoice',
    fields: { '#payer': '江城新材料股份有限公司', '#send-to': 'piaoju@example.com' },
    sends: /申请$/,
    action: 'giving.askInvoice',
    collection: 'giftInvoices',
  },
  {
    what: 'who comes along',
    persona: 'comptroller',
    page: 'events/change-sign-up/change-sign-up',
    opens: ['#add-companion'],
    fields: { '.companion-name': '陆小满' },
    sends: '保存',
    action: 'events.changeCompanions',
    collection: 'signUps',
  },
  {
    what: 'feedback',
    persona: 'comptroller',
    page: 'events/feedback/feedback',
    opens: ['#star-5'],
    fields: { '#words': '最后一首歌让人落泪' },
    sends: /反馈$/,
    action: 'events.giveFeedback',
    collection: 'feedback',
  },
]

const ofAdministrators: readonly Form[] = [
  {
    what: 'founding a class',
    persona: 'administrator',
    page: `staff/body-edit/body-edit?parentId=${bodyIds.civil}&kind=class`,
    fields: { '#name': '结构工程 9701 班', '#entry-year': '1997' },
    sends: '建立',
    action: 'organisations.create',
    collection: 'bodies',
  },
  {
    what: 'a body',
    persona: 'administrator',
    page: 'staff/body-edit/body-edit',
    fields: { '#contact-name': '值年秘书处甲组' },
    sends: '保存修改',
    action: 'organisations.change',
    collection: 'bodies',
  },
  {
    what: 'a code',
    persona: 'administrator',
    page: 'staff/codes/codes',
    opens: ['新建二维码'],
    fields: { '#channel': '东门展板' },
    sends: '生成',
    action: 'codes.create',
    collection: 'codes',
  },
  {
    what: 'a task',
    persona: 'administrator',
    page: 'staff-office/preparation/preparation',
    opens: ['新建任务'],
    fields: { '#title': '校庆志愿者培训' },
    chooses: ['#field-body', '材料科学与化学学院', '#field-owner', '方静宜'],
    sends: '保存',
    action: 'preparation.create',
    collection: 'preparationTasks',
  },
  {
    what: 'an invitation to a role',
    persona: 'administrator',
    page: 'staff-office/roles/roles',
    opens: ['邀请担任角色'],
    fields: { '#note': '林老师二号' },
    chooses: ['#field-role', '审核员', '#field-place', '江城理工大学'],
    sends: '生成邀请',
    action: 'roles.invite',
    collection: 'roleInvitations',
  },
  {
    what: 'taking a decision back',
    persona: 'administrator',
    page: 'staff/person/person',
    opens: ['#reopen'],
    fields: { '#reason': '与另一位同名校友混淆' },
    sends: '退回待审核',
    action: 'registrations.reopen',
    collection: 'people',
    isForgotten: true,
  },
  {
    what: 'returning an article',
    persona: 'administrator',
    page: 'staff-stories/article-review/article-review',
    opens: ['退回'],
    fields: { '#reason': '请补充讲座的时间' },
    sends: '退回',
    action: 'news.review',
    collection: 'articles',
    isForgotten: true,
  },
  {
    what: 'returning a notice',
    persona: 'administrator',
    page: 'staff-office/notice/notice?noticeId=sample-notice-anniversary',
    opens: ['退回'],
    fields: { '#reason': '请写明报名的网址' },
    sends: '退回',
    action: 'notices.decide',
    collection: 'notices',
    isForgotten: true,
  },
  {
    what: 'asking a registration for more',
    persona: 'reviewer',
    page: 'staff/registration/registration',
    opens: ['退回补充'],
    fields: { '#reason': '请补充班级和学号后四位' },
    sends: '退回补充',
    action: 'registrations.review',
    collection: 'people',
  },
]

const ofEditors: readonly Form[] = [
  {
    what: 'an event',
    persona: 'editor',
    page: 'staff-events/event-edit/event-edit',
    fields: { '#place': '体育馆东门广场' },
    sends: '保存修改',
    action: 'events.change',
    collection: 'events',
  },
  {
    what: 'a new event',
    persona: 'editor',
    page: 'staff-events/event-edit/event-edit?eventId=',
    fields: { '#title': '材料学院校友沙龙', '#place': '逸夫楼报告厅', '#capacity': '60' },
    sends: '保存草稿',
    action: 'events.create',
    collection: 'events',
  },
  {
    what: 'guests',
    persona: 'editor',
    page: 'staff-events/event-guests/event-guests',
    fields: { '#guests': '周校长' },
    sends: '登记',
    action: 'events.addGuests',
    collection: 'signUps',
  },
  {
    what: 'looking back on an event',
    persona: 'editor',
    page: 'staff-events/event-recap/event-recap',
    fields: { '#recap': '一千二百人合唱校歌' },
    sends: '发布回顾',
    action: 'events.saveRecap',
    collection: 'events',
  },
  {
    what: 'a project',
    persona: 'editor',
    page: 'staff-giving/project-edit/project-edit',
    fields: { '#summary': '让更多人有书可读' },
    sends: '保存',
    action: 'giving.changeProject',
    collection: 'projects',
  },
  {
    what: 'a notice',
    persona: 'editor',
    page: `staff-office/notice-edit/notice-edit?target=event:${eventIds.dinner}`,
    fields: { '#title': '晚宴停车提示', '#words': '请从东门入校，凭票停车。' },
    sends: '发送',
    action: 'notices.send',
    collection: 'notices',
  },
  {
    what: 'an anniversary',
    persona: 'editor',
    page: 'staff-stories/anniversary-edit/anniversary-edit',
    fields: { '#theme': '七秩芳华 · 共此江湖' },
    sends: '保存',
    action: 'celebration.change',
    collection: 'anniversaries',
  },
  {
    what: 'an article',
    persona: 'editor',
    page: 'staff-stories/article-edit/article-edit',
    fields: { '#summary': '三代乐手同台' },
    sends: '保存',
    action: 'news.change',
    collection: 'articles',
  },
  {
    what: 'a new article',
    persona: 'editor',
    page: 'staff-stories/article-edit/article-edit?articleId=',
    fields: { '#title': '镜湖边的红砖楼修缮完工', '#text': '脚手架今天拆除。' },
    chooses: ['#field-bodyId', '材料科学与化学学院'],
    sends: '保存',
    action: 'news.create',
    collection: 'articles',
  },
  {
    what: 'the notice on Home',
    persona: 'editor',
    page: 'staff-stories/home-blocks/home-blocks',
    fields: { '#words': '十月十五日东门交通管制' },
    sends: '保存并更新首页',
    action: 'celebration.saveLayout',
    collection: 'homes',
  },
  {
    what: 'a note to donors',
    persona: 'editor',
    page: `staff-giving/project/project?projectId=${projectIds.laboratory}`,
    opens: ['告知捐赠人'],
    fields: { '#note': '首批二十名学生已获资助' },
    sends: '发送',
    action: 'giving.addNote',
    collection: 'projectNotes',
  },
  {
    what: 'cancelling an event',
    persona: 'editor',
    page: `staff-events/event-edit/event-edit?eventId=${eventIds.forum}`,
    opens: ['#cancel-event'],
    fields: { '#reason': '主讲人临时有事' },
    sends: '取消活动并通知',
    action: 'events.cancel',
    collection: 'events',
    isForgotten: true,
  },
]

const ofTreasurers: readonly Form[] = [
  {
    what: 'a difference',
    persona: 'treasurer',
    page: 'staff-giving/exception/exception',
    fields: { '#reason': '已向微信支付核实为会费' },
    chooses: ['#explain'],
    sends: '完成核对',
    action: 'treasury.resolveException',
    collection: 'exceptions',
  },
  {
    what: 'the number of a receipt',
    persona: 'treasurer',
    page: 'staff-giving/invoices/invoices',
    opens: ['填写票据号'],
    fields: { '#reason': '鄂财 0019570077' },
    sends: '已开具',
    action: 'giving.decideInvoice',
    collection: 'giftInvoices',
    isForgotten: true,
  },
  {
    what: 'a gift on paper',
    persona: 'treasurer',
    page: 'staff-giving/offline-edit/offline-edit',
    fields: { '#donor-name': '江城钢铁公司', '#amount': '7000' },
    chooses: ['请选择', '银杏奖学金'],
    sends: '登记并入账',
    action: 'giving.enterOffline',
    collection: 'gifts',
  },
  {
    what: 'dropping a pledge',
    persona: 'treasurer',
    page: 'staff-giving/offline/offline',
    opens: ['取消'],
    fields: { '#reason': '捐赠人来电取消' },
    sends: '确定',
    action: 'giving.dropPledge',
    collection: 'gifts',
    isForgotten: true,
  },
  {
    what: 'asking for a refund',
    persona: 'treasurer',
    page: 'staff-giving/refund/refund',
    opens: ['申请退款'],
    fields: { '#reason': '捐赠人把小数点写错了' },
    sends: '提交复核',
    action: 'treasury.requestRefund',
    collection: 'refunds',
  },
]

export const forms: readonly Form[] = [...ofEverybody, ...ofAdministrators, ...ofEditors, ...ofTreasurers]

const asksOnly = 'what is typed is looked for, and changes nothing'
const isPart = 'a part of an editor, written into its draft; the editor’s first page sends it'
const likeAnother = 'the same sheet for a reason as in the forms above'

/** Pages on which something is typed that is no form of their own. */
export const exceptions: Readonly<Record<string, string>> = {
  'pages/events/events': asksOnly,
  'alumni/bodies/bodies': asksOnly,
  'alumni/directory/directory': asksOnly,
  'giving/check-certificate/check-certificate': asksOnly,
  'staff/bodies/bodies': asksOnly,
  'staff/people/people': asksOnly,
  'staff/today/today': asksOnly,
  'staff-events/event-bodies/event-bodies': asksOnly,
  'staff-events/event-people/event-people': asksOnly,
  'staff-giving/money/money': asksOnly,
  'staff-events/event-agenda/event-agenda': isPart,
  'staff-events/event-party/event-party': isPart,
  'staff-events/event-place/event-place': isPart,
  'staff-events/event-questions/event-questions': isPart,
  'staff-events/event-words/event-words': isPart,
  'staff-stories/anniversary-guide/anniversary-guide': isPart,
  'staff-stories/anniversary-history/anniversary-history': isPart,
  'staff/registrations/registrations': likeAnother,
  'staff-events/door/door':
    'keeps what was scanned by itself, without network too; its reasons are asked by the same sheet',
  'staff-events/event-person/event-person': 'a name and a number, beside what is saved',
}
