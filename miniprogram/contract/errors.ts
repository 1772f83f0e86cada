/** Every code with which an action may refuse: the sentence a person reads, and when it happens. */
interface ErrorMeaning {
  /** What the person reads on the phone. */
  readonly message: string
  /** When it happens, for whoever reads a log. */
  readonly when: string
}

const meanings = {
  INVALID_INPUT: {
    message: '填写的内容有误，请检查后再试',
    when: 'the input does not fit the action’s schema',
  },
  NO_SUCH_ACTION: {
    message: '当前版本不支持此操作，请更新小程序',
    when: 'the contract has no action of that name',
  },
  FORBIDDEN: { message: '您没有权限进行此操作', when: 'the caller is not in the action’s audience' },
  NOT_REGISTERED: { message: '请先登记您的信息', when: 'the action needs a registered person' },
  NOT_VERIFIED: { message: '校友身份通过审核后即可使用', when: 'the action needs a verified alumnus' },
  NOT_FOUND: {
    message: '内容不存在或已下线',
    when: 'there is no such thing, or the caller may not know of it: the answer is the same',
  },
  CODE_UNKNOWN: {
    message: '此码无效或已过期',
    when: 'a scanned scene is unknown, malformed, expired or closed',
  },
  BODY_UNKNOWN: {
    message: '请重新选择学院',
    when: 'a registration names a college that does not exist or is closed',
  },
  BODY_CHANGED: {
    message: '该组织已被他人修改，请刷新后再操作',
    when: 'an act on a body is based on an older revision',
  },
  BODY_CLOSED: {
    message: '该组织已停止活动',
    when: 'joining, founding something below, or moving and merging with a body that is closed',
  },
  BODY_EXISTS: { message: '这个班级已经建立', when: 'a class is founded that is there already' },
  BODY_MISPLACED: {
    message: '这类组织不能放在所选的位置',
    when: 'a body is founded below, moved below or merged into one of an unfitting kind',
  },
  BODY_OCCUPIED: {
    message: '请先移动或停用它下面的组织',
    when: 'a body is closed while open bodies lie below it',
  },
  MEMBERSHIP_GIVEN: {
    message: '您因学习经历或所在城市属于该组织，无需加入或退出',
    when: 'leaving a body to which one belongs by studies or city',
  },
  MEMBERSHIP_CHANGED: {
    message: '该申请已被处理',
    when: 'a request to join is decided that no longer waits',
  },
  CONSENT_OUTDATED: {
    message: '隐私说明已更新，请阅读后重新同意',
    when: 'the consent given is not of the current version',
  },
  PHONE_CODE_INVALID: {
    message: '没有取得手机号，请再点一次或直接填写',
    when: 'the code of the phone number button is unknown, used or older than five minutes',
  },
  PROFILE_CHANGED: {
    message: '您的资料已在别处修改，请刷新后再改',
    when: 'a change of a profile is based on an older revision',
  },
  REGISTRATION_CLOSED: {
    message: '此登记已处理，无需重复提交',
    when: 'a registration that is not waiting is reviewed, or a refused one is sent again',
  },
  REGISTRATION_NOT_DECIDED: {
    message: '此登记尚待处理，无需重新审核',
    when: 'a decision is taken back that was not taken, or of which the person is making use',
  },
  ROSTER_ROW_TAKEN: {
    message: '该名册记录已被其他校友认领',
    when: 'a roster row was claimed by another person',
  },
  REGISTRATION_CHANGED: {
    message: '对方刚修改了资料，请看过最新内容后再处理',
    when: 'a decision is based on an older revision of the registration than the one that stands',
  },
  ROSTER_NOT_READY: {
    message: '这份名册正在处理或已处理，请刷新后再看',
    when: 'a roster is imported, dropped or taken back while it is not in the state for that',
  },
  REASON_REQUIRED: { message: '请写明原因', when: 'a registration is returned or refused without a reason' },
  LEAVING: {
    message: '您已申请注销，撤回申请后即可继续使用',
    when: 'somebody who asked to be erased does what is open to verified alumni only',
  },
  BEING_ERASED: {
    message: '您的信息正在清除，请几分钟后再来',
    when: 'the time to take the request back is over, and the record is being erased',
  },
  ROLES_HELD: {
    message: '您还担任工作角色，请先由管理员收回，再申请注销',
    when: 'whoever holds a role asks to be erased',
  },
  TASK_CHANGED: {
    message: '这项任务已被他人修改，请刷新后再操作',
    when: 'an act on a task is based on an older revision',
  },
  INVITATION_OWN: {
    message: '邀请须由受邀人自己接受，请转发给对方',
    when: 'whoever sent an invitation to a role would accept it: nobody raises themselves',
  },
  LAST_ADMINISTRATOR: {
    message: '学校至少要有一位管理员，请先邀请另一位',
    when: 'the role of the last administrator of a university would be taken away',
  },
  MERGE_OWN: { message: '不能合并您自己的档案', when: 'a reviewer would merge their own record' },
  MERGE_ROLES: {
    message: '其中一份档案担任工作角色，请先由管理员收回',
    when: 'either record holds a role: merging must not be a way to gain one',
  },
  MERGE_LEAVING: {
    message: '其中一位已申请注销，不能合并',
    when: 'either record is about to be erased',
  },
  MERGE_CHAINED: {
    message: '要并入的档案已合并过其他档案，请把它作为保留的一方',
    when: 'a record that others were merged into would be merged itself',
  },
  MERGE_BOTH_CAME: {
    message: '两份档案都在同一场活动签到过，应是两个人',
    when: 'both records were checked in at one event',
  },
  MERGE_CROSSED: {
    message: '其中一份档案刚被合并，请刷新后再看',
    when: 'another merge of either record came first',
  },
  MERGE_UNDER_WAY: {
    message: '正在处理，请一分钟后再试',
    when: 'an undo is asked for while things are being moved',
  },
  UNDO_TOO_LATE: { message: '合并已超过三十天，不能再撤销', when: 'an undo is asked for after 30 days' },
  EVENT_NOT_OPEN: { message: '报名尚未开始', when: 'signing up before the opening time' },
  EVENT_CLOSED: { message: '报名已经截止', when: 'signing up or withdrawing after the closing time' },
  EVENT_NOT_FOR_YOU: { message: '您不在本活动的参加范围内', when: 'the event does not admit this person' },
  EVENT_BUSY: {
    message: '报名人数较多，请稍后再试',
    when: 'seats kept changing hands while one was asked for',
  },
  EVENT_FULL: {
    message: '剩余席位不足，请先增加名额',
    when: 'staff enter or enlarge a party after sign-up closed, or somebody enlarges theirs, and no seats are left',
  },
  OTHERS_WAIT_BEHIND: {
    message: '后面还有人在候补，不能增加同行人；席位有变化时请刷新后再试',
    when: 'staff enlarge the party of a guest who waits, and others wait behind; or the queue changed meanwhile',
  },
  SEATS_SHORT: {
    message: '剩余席位不足，不能再增加同行人',
    when: 'a party is enlarged while too few seats are left, or while others wait for them',
  },
  CATEGORY_UNKNOWN: {
    message: '请重新选择参加类别',
    when: 'a sign-up names no category where one must be chosen, or one that cannot be chosen',
  },
  TOO_MANY_COMPANIONS: {
    message: '同行人数超过本活动的上限',
    when: 'a party is larger than the event allows',
  },
  FORM_CHANGED: {
    message: '报名表已更新，请重新填写',
    when: 'a sign-up answers an older version of the questions',
  },
  WITHDRAWAL_CLOSED: {
    message: '取消报名的时间已过，请联系主办单位',
    when: 'a seat is given back, or a party made smaller, after the deadline',
  },
  NOT_SIGNED_UP: {
    message: '您尚未报名此活动',
    when: 'a ticket or a withdrawal is asked for without a sign-up',
  },
  ALREADY_CHECKED_IN: { message: '已签到，不能取消报名', when: 'withdrawing after checking in' },
  FEEDBACK_CLOSED: {
    message: '反馈已经截止，谢谢您的关心',
    when: 'feedback is given or changed later than two weeks after the event',
  },
  EVENT_CHANGED: {
    message: '活动已被他人修改，请刷新后再编辑',
    when: 'a change or publication is based on an older revision',
  },
  EVENT_OVER: { message: '活动已经结束，不能再取消', when: 'an event that is over is cancelled' },
  EVENT_NOT_OVER: {
    message: '活动结束后才能写回顾',
    when: 'a recap is written of an event that is not over',
  },
  CELEBRATION_CHANGED: {
    message: '已被他人修改，请刷新后再编辑',
    when: 'an anniversary or Home is saved that is based on an older revision',
  },
  PICTURE_UNFIT: {
    message: '这张图片不能使用，请换一张 1 MB 以内的照片',
    when: 'a picture is no JPEG or PNG, too large, gone, or not one of the editor’s own',
  },
  EVENT_INCOMPLETE: {
    message: '活动信息尚不完整',
    when: 'publishing an event whose times or capacity do not fit',
  },
  TICKET_INVALID: {
    message: '无效的票码',
    when: 'a ticket code is forged, outdated, withdrawn or of another event',
  },
  TICKET_WAITING: {
    message: '此人仍在候补，尚无席位',
    when: 'a ticket of somebody who is still waiting is scanned',
  },
  CHECK_IN_CHANGED: {
    message: '这次签到已不存在，请刷新后再看',
    when: 'a check-in is undone that is not there, or is another one by now',
  },
  DOOR_CODE_INVALID: {
    message: '现场码无效或已过期，请对准屏幕重新扫描',
    when: 'the code of the screen at the door is forged, or older than a minute',
  },
  DOOR_CLOSED: {
    message: '现在不在自助签到的时间内',
    when: 'somebody checks themselves in long before an event begins, or after it ended',
  },
  GIVING_CLOSED: {
    message: '线上捐赠暂未开放',
    when: 'no payee, permission, audience or merchant id is configured',
  },
  PROJECT_CLOSED: { message: '该项目已结束募集', when: 'giving to a project that does not take gifts' },
  AMOUNT_OUT_OF_RANGE: { message: '捐赠金额不在允许范围内', when: 'an amount below the project’s minimum' },
  DONOR_NOT_YOURS: {
    message: '只有成员才能以该班级或校友会的名义捐赠',
    when: 'a gift is made in the name of a class or branch that the giver does not belong to',
  },
  PROJECT_CHANGED: {
    message: '该项目已被他人修改或处理，请刷新后再操作',
    when: 'an act on a project is based on an older revision, or on another state of it',
  },
  ARTICLE_CHANGED: {
    message: '这篇文章已被他人修改或处理，请刷新后再操作',
    when: 'an act on an article is based on an older revision, or on another state of it',
  },
  OWN_ARTICLE: {
    message: '文章须由编辑以外的同事审核',
    when: 'somebody reviews the version that they wrote themselves',
  },
  TIME_PAST: {
    message: '请选择一个将来的时间',
    when: 'an article is to come out, or to stay on top until, a time that is past',
  },
  PIN_TOO_LONG: { message: '置顶最多 90 天', when: 'an article is to stay on top for longer than that' },
  GIFT_CHANGED: {
    message: '这笔捐赠或流水已被处理，请刷新后再看',
    when: 'a promised gift or a line of a statement is acted on that stands otherwise by now',
  },
  NO_CERTIFICATE: {
    message: '这笔捐赠暂不能出具证书',
    when: 'a certificate is asked for of a gift that has not come, has gone back, or is below the sum from which there are some',
  },
  BANK_ROW_DIFFERS: {
    message: '流水金额与这笔捐赠不一致',
    when: 'a line of the bank’s statement is matched with a gift of another sum, or one that is matched already',
  },
  OWN_PROPOSAL: {
    message: '项目须由提交人以外的财务审核',
    when: 'a treasurer decides about a project that they proposed themselves',
  },
  ATTEMPT_CHANGED: {
    message: '订单信息已变化，请重新提交',
    when: 'an attempt key is used again with another amount or project',
  },
  PAYMENT_UNAVAILABLE: {
    message: '微信支付暂时不可用，未扣款，请稍后再试',
    when: 'WeChat Pay could not be asked to prepare the payment',
  },
  NOT_PAID: { message: '该订单没有可退的款项', when: 'a refund is asked of an order that is not paid' },
  REFUND_TOO_MUCH: {
    message: '退款金额超过可退金额',
    when: 'more is to be given back than was paid and not given back yet',
  },
  REFUND_TOO_MANY: {
    message: '该订单退款次数已达上限',
    when: 'a fifty-first refund of one order is asked for',
  },
  REFUND_TOO_LATE: {
    message: '付款已超过一年，微信支付不再受理退款',
    when: 'a refund is asked for, or agreed to, later than 365 days after the payment',
  },
  REFUND_OWN: {
    message: '退款须由另一位财务复核',
    when: 'whoever asked for a refund would decide on it',
  },
  EXCEPTION_RESOLVED: {
    message: '这一条已核对，请刷新后再看',
    when: 'an exception is resolved that somebody resolved otherwise',
  },
  PROJECT_REQUIRED: {
    message: '请选择记入哪个项目',
    when: 'money of an unknown project is entered without one',
  },
  RANGE_TOO_LONG: { message: '一次最多导出 31 天', when: 'bills of more than a month are exported' },
  REFUND_DECIDED: { message: '该退款已处理，请刷新后再看', when: 'a refund that does not wait is decided' },
  NOTICE_TO_NOBODY: {
    message: '目前没有可以通知的人',
    when: 'a notice is written to people of whom there are none',
  },
  NOTICES_TOO_MANY: {
    message: '给这些人的通知太密了，请过几小时再发',
    when: 'a fourth notice is written to the same people within a few hours',
  },
  NOTICE_OWN: {
    message: '通知须由撰写人以外的老师复核',
    when: 'whoever wrote a notice would approve or return it',
  },
  NOTICE_CHANGED: {
    message: '这条通知已被处理，请刷新后再看',
    when: 'a notice is decided or stopped that stands otherwise by now',
  },
  WORDS_REFUSED: {
    message: '内容未通过安全检测，请换一种说法',
    when: 'WeChat’s check finds what one person writes to another not fit to be delivered',
  },
  ALREADY_ANSWERED: {
    message: '您已同意过此请求，不能再更改',
    when: 'a request for contact that was accepted is declined, or accepted with other words',
  },
  TOO_OFTEN: {
    message: '操作太频繁，请稍后再试',
    when: 'a person calls an action more often than it allows',
  },
  BUSY: { message: '当前使用人数较多，请稍后再试', when: 'the database or the platform refused for load' },
  INTERNAL: {
    message: '系统开小差了，请稍后再试',
    when: 'anything unforeseen; the request id leads to the log',
  },
  OFFLINE: {
    message: '网络连接失败，请检查网络后重试',
    when: 'the phone could not reach the cloud (made on the phone)',
  },
} as const satisfies Record<string, ErrorMeaning>

export type ErrorCode = keyof typeof meanings

export const errorMeanings: Readonly<Record<ErrorCode, ErrorMeaning>> = meanings

/** Sentences by field path (`educations.0.entryYear`), for a form to show beside the field. */
export type FieldMessages = Readonly<Record<string, string>>

/** A refusal or failure, the same class in the cloud and on the phone. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: FieldMessages | undefined
  readonly requestId: string | undefined

  constructor(
    code: ErrorCode,
    details: { message?: string; fields?: FieldMessages; requestId?: string } = {},
  ) {
    super(details.message ?? meanings[code].message)
    this.name = 'AppError'
    this.code = code
    this.fields = details.fields
    this.requestId = details.requestId
  }
}

/** Whether a text that came over the wire names one of our codes. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.prototype.hasOwnProperty.call(meanings, code)
}
