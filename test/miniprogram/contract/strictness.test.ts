import { plainContent } from '../../../miniprogram/contract/event-editing'
import { parse } from '../../../miniprogram/contract/fields'
import { type ActionName, contract, isActionName } from '../../../miniprogram/contract/index'

/** An input that each action accepts, from which the attacks below start. */
const goodEducation = { collegeId: 'college-a', entryYear: 2008, degree: 'bachelor' }
const goodContent = {
  hostId: 'host',
  title: '校友返校日',
  ...plainContent,
  venue: { name: '南校门', address: '' },
  startsAt: Date.UTC(2027, 9, 16),
  endsAt: Date.UTC(2027, 9, 17),
  signUpOpensAt: Date.UTC(2027, 8, 1),
  signUpClosesAt: Date.UTC(2027, 9, 15),
  admission: 'everyone',
  capacity: 100,
}
const goodBody = {
  name: '上海校友会',
  intro: '',
  contact: { name: '秘书处', phone: '021-5550 1957', wechat: '' },
  cities: ['上海'],
  leads: [{ personId: 'p1', office: '会长' }],
}
const goodProject = {
  bodyId: 'b1',
  kind: 'scholarship',
  title: '银杏奖学金',
  summary: '',
  purpose: '资助家境困难、品学兼优的在校生。',
  goalFen: 0,
  presetsFen: [7000],
  minimumFen: 100,
  closesWhenFull: false,
  contact: { name: '', phone: '', wechat: '' },
  pictureIds: [],
}
const goodAnniversary = {
  bodyId: 'b1',
  number: 70,
  name: '建校 70 周年',
  theme: '',
  day: '2027-10-16',
  colour: '#8c1c2b',
  intro: '',
  isShown: true,
  history: [],
  guide: { places: [], travel: [], contacts: [], questions: [] },
}
const goodLayout = { blocks: [{ kind: 'doors', isOn: true }], notice: '' }
const goodArticle = {
  category: 'campus',
  title: '新图书馆开馆',
  summary: '',
  cover: { kind: 'art', art: 'library' },
  blocks: [],
  author: '',
  photographer: '',
}
const goodTask = { title: '校园导览', note: '', bodyId: 'b1', ownerId: 'p1', day: '2027-10-01' }
const goodInputs: { readonly [Name in ActionName]: Record<string, unknown> } = {
  'codes.open': { scene: 'abc' },
  'codes.list': { bodyId: 'b1' },
  'codes.create': {
    draftKey: 'd1',
    opens: 'register',
    targetId: 'b1',
    channel: '校门海报',
    expiresAt: Date.UTC(2027, 9, 16),
  },
  'codes.poster': { scene: 'abc' },
  'codes.link': { scene: 'abc' },
  'codes.readKit': { opens: 'event', targetId: 'e1' },
  'codes.invite': { eventId: 'e1' },
  'codes.close': { scene: 'abc' },
  'notices.list': {},
  'notices.listTargets': {},
  'notices.count': { audience: 'members', targetId: 'b1' },
  'notices.send': { draftKey: 'd1', audience: 'confirmed', targetId: 'e1', title: '集合', words: '南门集合' },
  'notices.read': { noticeId: 'n1' },
  'notices.decide': { noticeId: 'n1', decision: 'approve' },
  'notices.stop': { noticeId: 'n1' },
  'notices.readChoice': {},
  'notices.choose': { isWelcome: true },
  'organisations.listColleges': {},
  'organisations.listBelow': {},
  'organisations.search': { words: '北京' },
  'organisations.readBody': { bodyId: 'b1' },
  'organisations.listMine': {},
  'organisations.join': { bodyId: 'b1' },
  'organisations.leave': { bodyId: 'b1' },
  'organisations.listRequests': { bodyId: 'b1' },
  'organisations.decideRequest': { bodyId: 'b1', personId: 'p1', decision: 'accept' },
  'organisations.listReached': { actingAs: ['editor'], words: '' },
  'organisations.listManaged': {},
  'organisations.readManaged': { bodyId: 'b1' },
  'organisations.create': { draftKey: 'd1', kind: 'branch', parentId: 'b1', content: goodBody },
  'organisations.change': { bodyId: 'b1', revision: 1, content: goodBody },
  'organisations.listPlaces': { bodyId: 'b1', purpose: 'move', words: '' },
  'organisations.move': { bodyId: 'b1', revision: 1, parentId: 'b2' },
  'organisations.merge': { bodyId: 'b1', revision: 1, intoId: 'b2' },
  'organisations.close': { bodyId: 'b1', revision: 1 },
  'organisations.reopen': { bodyId: 'b1', revision: 1 },
  'organisations.findMembers': { bodyId: 'b1', name: '林' },
  'news.list': {},
  'news.read': { articleId: 'a1' },
  'news.countRead': { articleId: 'a1' },
  'news.listManaged': { status: 'draft' },
  'news.readManaged': { articleId: 'a1' },
  'news.create': { draftKey: 'd1', bodyId: 'b1', content: goodArticle },
  'news.change': { articleId: 'a1', revision: 1, content: goodArticle },
  'news.submit': { articleId: 'a1', revision: 1 },
  'news.review': { articleId: 'a1', revision: 2, decision: 'approve', reason: '' },
  'news.publish': { articleId: 'a1', revision: 3 },
  'news.unschedule': { articleId: 'a1', revision: 3 },
  'news.pin': { articleId: 'a1' },
  'news.withdraw': { articleId: 'a1', revision: 4, reason: '内容有误' },
  'news.readVersion': { articleId: 'a1', version: 1 },
  'news.restoreVersion': { articleId: 'a1', revision: 4, version: 1 },
  'alumni.readMe': {},
  'alumni.register': {
    name: '林知远',
    kind: 'alumnus',
    educations: [goodEducation],
    consentVersion: '2026-11',
    isFourteenOrOlder: true,
  },
  'alumni.exchangePhoneCode': { code: 'a1b2' },
  'alumni.readProfile': {},
  'alumni.updateProfile': {
    name: '林知远',
    kind: 'alumnus',
    educations: [goodEducation],
    studentNumberLast4: '0815',
    phoneNumber: '15400000001',
    revision: 0,
  },
  'alumni.changeAvatar': { fileId: 'cloud://env.bucket/avatars/p/1.jpg' },
  'alumni.readCard': {},
  'registrations.list': { status: 'pending', entryYearFrom: 1999, waitingDays: 3, name: '林' },
  'registrations.count': { collegeId: 'college-a', kind: 'alumnus' },
  'registrations.read': { personId: 'p1' },
  'registrations.review': { personId: 'p1', revision: 0, decision: 'accept' },
  'registrations.reviewMany': { personIds: ['p1'], revisions: [0], decision: 'accept' },
  'registrations.reopen': { personId: 'p1', reason: '名册有误' },
  'registrations.listForLead': {},
  'registrations.vouch': { personId: 'p1', knows: true },
  'people.listColleges': {},
  'people.search': {
    name: '林',
    collegeId: 'college-a',
    entryYearFrom: 2008,
    entryYearTo: 2009,
    status: 'verified',
    phone: '13800138000',
    cardNumber: 'ABCDEFGH23',
  },
  'people.read': { personId: 'p1' },
  'people.export': { collegeId: 'college-a', status: 'verified' },
  'directory.readPrivacy': {},
  'directory.changePrivacy': {
    privacy: { listing: 'classmates', city: 'nobody', industry: 'college', employer: 'verified' },
  },
  'directory.search': {
    name: '林知',
    collegeId: 'college-a',
    classOf: { collegeId: 'college-a', entryYear: 2008, className: '0802 班' },
    city: '江城',
    industry: 'law',
    after: 'a_b',
  },
  'directory.readPerson': { personId: 'p1' },
  'directory.countCities': {},
  'directory.ask': { personId: 'p1', message: '老同学，一起返校？' },
  'directory.listContacts': { direction: 'received' },
  'directory.answer': { personId: 'p1', accepts: true, reply: '电话 123' },
  'directory.block': { personId: 'p1', isBlocked: true },
  'events.list': { period: 'upcoming' },
  'events.read': { eventId: 'e1' },
  'events.readForm': { eventId: 'e1' },
  'events.changeCompanions': { eventId: 'e1', companions: [{ name: '周书恒' }] },
  'events.changeAnswers': { eventId: 'e1', formVersion: 1, answers: { q1: '素食' } },
  'events.readSignUp': { eventId: 'e1', holderId: 'p1' },
  'events.addGuests': { eventId: 'e1', guests: [{ guestKey: 'g1', name: '周书恒', companions: 0 }] },
  'events.changeGuest': { eventId: 'e1', holderId: 'guest-1', name: '周书恒', companions: 0 },
  'events.removeGuest': { eventId: 'e1', holderId: 'guest-1' },
  'events.signUp': { eventId: 'e1' },
  'events.withdraw': { eventId: 'e1' },
  'events.readTicket': { eventId: 'e1' },
  'events.listMine': {},
  'events.listManaged': { phase: 'coming' },
  'events.readDraft': { eventId: 'e1' },
  'events.create': { draftKey: 'd1', content: goodContent },
  'events.change': { eventId: 'e1', revision: 1, content: goodContent, tellsPeople: true },
  'events.preview': { content: goodContent },
  'events.checkPicture': { fileId: 'cloud://env.bucket/events/p1/a.jpg' },
  'events.cancel': { eventId: 'e1', reason: '天气原因' },
  'events.readDelivery': { eventId: 'e1' },
  'events.saveRecap': { eventId: 'e1', revision: 1, blocks: [] },
  'events.publish': { eventId: 'e1', revision: 1 },
  'events.listSignUps': { eventId: 'e1' },
  'events.readDoor': { eventId: 'e1' },
  'events.readGuests': { eventId: 'e1' },
  'events.checkIn': { eventId: 'e1', scanId: 's1', code: 'ticket.e1.p1.1.x' },
  'events.checkInBatch': {
    eventId: 'e1',
    sentAt: Date.UTC(2027, 9, 16),
    scans: [{ scanId: 's1', holderId: 'p1', scannedAt: Date.UTC(2027, 9, 16) }],
  },
  'events.undoCheckIn': { eventId: 'e1', holderId: 'p1', scanId: 's1', reason: '扫错了人' },
  'events.readDoorCodes': { eventId: 'e1' },
  'events.checkInSelf': { code: 'door.e1.abc.x' },
  'giving.listProjects': {},
  'giving.readProject': { projectId: 'p1' },
  'giving.give': { projectId: 'p1', amountFen: 100, isAnonymous: false, attemptKey: 'k1' },
  'giving.listManaged': { status: 'proposed' },
  'giving.readManaged': { projectId: 'p1' },
  'giving.createProject': { draftKey: 'd1', content: goodProject },
  'giving.changeProject': { projectId: 'p1', revision: 1, content: goodProject },
  'giving.proposeProject': { projectId: 'p1', revision: 1 },
  'giving.decideProject': { projectId: 'p1', revision: 1, decision: 'return', reason: '用途不清' },
  'giving.closeProject': { projectId: 'p1', revision: 1, reason: '已购置完毕' },
  'giving.exportGifts': { projectId: 'p1' },
  'giving.addNote': { projectId: 'p1', noteKey: 'n1', kind: 'spending', text: '已发放', spentFen: 100 },
  'giving.announce': {
    attemptKey: 'k1',
    projectId: 'p1',
    way: 'materials',
    amountFen: 0,
    goods: [{ name: '图书', quantity: 20, unit: '册' }],
    details: '',
    isAnonymous: false,
  },
  'giving.withdrawPledge': { orderNo: 'JZ1' },
  'giving.listOffline': { status: 'pledged' },
  'giving.enterOffline': {
    draftKey: 'k1',
    projectId: 'p1',
    donorKind: 'enterprise',
    donorName: '江城桥梁公司',
    isAnonymous: false,
    way: 'transfer',
    amountFen: 100,
    goods: [],
    details: '',
    receivedAt: Date.UTC(2027, 9, 16),
  },
  'giving.receive': { orderNo: 'JZ1', amountFen: 100, receivedAt: Date.UTC(2027, 9, 16) },
  'giving.dropPledge': { orderNo: 'JZ1', reason: '没有到账' },
  'giving.correct': { orderNo: 'JZ1', fromFen: 100, amountFen: 10, reason: '多记一位' },
  'giving.importStatement': { fileId: 'cloud://e.b/statements/p/a.csv', isTrial: true },
  'giving.listBankRows': { state: 'open' },
  'giving.matchBankRow': { rowId: 'r1', orderNo: 'JZ1' },
  'giving.setAsideBankRow': { rowId: 'r1', reason: '利息收入' },
  'giving.listWords': {},
  'giving.decideWords': { giftId: 'g1', decision: 'pass' },
  'giving.issueCertificate': { orderNo: 'D1' },
  'giving.checkCertificate': { number: 'ZS1' },
  'giving.readStatement': { year: 2026 },
  'giving.exportStatement': { year: 2026 },
  'giving.askInvoice': { orderNo: 'D1', payer: '周书恒', sendTo: 'zhou@example.com' },
  'giving.readInvoice': { orderNo: 'D1' },
  'giving.listInvoices': { state: 'asked' },
  'giving.decideInvoice': { orderNo: 'D1', revision: 1, decision: 'issue', words: '0012345' },
  'giving.readThanks': { orderNo: 'D1' },
  'giving.listHonours': {},
  'giving.listMine': {},
  'payments.confirm': { orderNo: 'D1' },
  'treasury.readMoney': {},
  'treasury.listExceptions': { isOpen: true, day: '2027-10-16' },
  'treasury.readException': { exceptionId: 'orphan-42' },
  'treasury.resolveException': { exceptionId: 'orphan-42', reason: '已核实', enters: true, projectId: 'p1' },
  'treasury.exportBills': { from: '2027-10-01', to: '2027-10-16' },
  'treasury.listPayments': { number: 'D1' },
  'treasury.readPayment': { orderNo: 'D1' },
  'treasury.listRefunds': { list: 'waiting' },
  'treasury.requestRefund': { orderNo: 'D1', amountFen: 100, reason: '重复捐赠', attemptKey: 'a1' },
  'treasury.decideRefund': { refundNo: 'R1', approves: true },
  'celebration.readHome': {},
  'celebration.readAnniversary': { anniversaryId: 'a1' },
  'celebration.listAnniversaries': {},
  'celebration.readDraft': { anniversaryId: 'a1' },
  'celebration.create': { draftKey: 'd1', content: goodAnniversary },
  'celebration.change': { anniversaryId: 'a1', revision: 1, content: goodAnniversary },
  'celebration.listActivities': { anniversaryId: 'a1' },
  'celebration.setActivity': { anniversaryId: 'a1', eventId: 'e1', isIn: true },
  'celebration.readLayout': {},
  'celebration.previewHome': { layout: goodLayout },
  'celebration.saveLayout': { bodyId: 'b1', revision: 1, layout: goodLayout },
  'wishes.list': { anniversaryId: 'a1' },
  'wishes.make': { draftKey: 'd1', anniversaryId: 'a1', words: '生日快乐', signature: 'named' },
  'wishes.listMine': { anniversaryId: 'a1' },
  'wishes.takeBack': { wishId: 'w1' },
  'wishes.report': { wishId: 'w1', reason: 'rude' },
  'wishes.listWaiting': {},
  'wishes.decide': { wishIds: ['w1'], decision: 'show' },
  'staff.readToday': {},
  'events.readFeedback': { eventId: 'e1' },
  'events.giveFeedback': { eventId: 'e1', stars: 5, words: '很好', isSigned: false },
  'events.listFeedback': { eventId: 'e1' },
  'events.exportSignUps': { eventId: 'e1', after: 'a_b' },
  'messages.list': { after: 'a_b' },
  'messages.countUnread': {},
  'messages.markRead': { until: Date.UTC(2027, 9, 16) },
  'myData.read': {},
  'myData.export': { format: 'json' },
  'myData.withdrawConsent': {},
  'myData.askErasure': {},
  'myData.keep': {},
  'merges.suggest': {},
  'merges.read': { keepId: 'p1', mergeId: 'p2' },
  'merges.merge': { attemptKey: 'k1', keepId: 'p1', mergeId: 'p2', takes: ['city'] },
  'merges.list': {},
  'roster.list': {},
  'roster.template': {},
  'roster.begin': { attemptKey: 'k', bodyId: 'b1', fileId: 'cloud://e.b/rosters/p/k.csv', fileName: 'a.csv' },
  'roster.read': { batchId: 'b1' },
  'roster.proceed': { batchId: 'b1' },
  'roster.listLines': { batchId: 'b1', verdict: 'wrong' },
  'roster.exportLines': { batchId: 'b1' },
  'roster.import': { batchId: 'b1' },
  'roster.drop': { batchId: 'b1' },
  'roster.undo': { batchId: 'b1' },
  'roles.list': {},
  'roles.listOpenings': {},
  'roles.invite': { draftKey: 'd1', wanted: 'reviewer', bodyId: 'b1', note: '林老师' },
  'roles.showInvitation': { invitationId: 'i1' },
  'roles.withdrawInvitation': { invitationId: 'i1' },
  'roles.readInvitation': { scene: 'abc' },
  'roles.accept': { scene: 'abc' },
  'roles.takeAway': { personId: 'p1', wanted: 'reviewer', bodyId: 'b1', reason: '任期结束' },
  'preparation.list': { isDone: false },
  'preparation.listOwners': { bodyId: 'b1' },
  'preparation.create': { draftKey: 'd1', ...goodTask },
  'preparation.change': { taskId: 't1', revision: 1, ...goodTask },
  'preparation.report': { taskId: 't1', revision: 1, status: 'done' },
  'preparation.remove': { taskId: 't1', revision: 1, reason: '不再需要' },
  'dashboard.read': {},
  'staff.search': { words: '林' },
  'trail.list': {},
  'trail.export': { from: '2026-11-01', until: '2026-11-20' },
  'trail.verify': { day: '2026-11-20' },
  'merges.undo': { recordId: 'r1' },
}

const names = Object.keys(contract) as ActionName[]
const accepts = (name: ActionName, input: unknown) => parse(contract[name].input, input).ok

/** JSON can bring an own `__proto__`, which an object literal cannot. */
const withOwnKey = (input: object, key: string, value: unknown) =>
  Object.defineProperty({ ...input }, key, { value, enumerable: true })

/** Every way to put `value` in place of one leaf of an input. */
function* withLeafReplaced(input: Record<string, unknown>, value: unknown): Generator<unknown> {
  for (const [key, inner] of Object.entries(input)) {
    yield { ...input, [key]: value }
    if (Array.isArray(inner) && typeof inner[0] === 'object') {
      for (const changed of withLeafReplaced(inner[0], value)) yield { ...input, [key]: [changed] }
    } else if (typeof inner === 'object' && inner !== null) {
      for (const changed of withLeafReplaced(inner as Record<string, unknown>, value))
        yield { ...input, [key]: changed }
    }
  }
}

/** What never belongs in any field: the kinds of value that would reach the database as operators or broken numbers. */
const poisons: readonly (readonly [what: string, value: unknown])[] = [
  ['an operator', { $ne: '' }],
  ['a condition', { $where: 'sleep(1000)' }],
  ['an update', { $set: { role: 'administrator' } }],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a fraction', 1.5],
  ['a negative number', -1],
  ['a number beyond all bounds', 1e21],
  ['an array of objects', [{ $gt: 0 }]],
  ['a text of a million characters', '长'.repeat(1_000_000)],
  ['half a surrogate pair', 'a\ud800'],
]

/** What somebody might send in place of an input. */
const strangeShapes = (good: object): readonly (readonly [what: string, input: unknown])[] => [
  ['an unknown key', { ...good, extra: 1 }],
  ['an openid', { ...good, openid: 'oSomebodyElse' }],
  ['a role', { ...good, role: 'administrator' }],
  ['a key with a dollar', { ...good, $set: {} }],
  ['a dotted key', { ...good, 'grants.0.role': 'administrator' }],
  ['an own __proto__ key', withOwnKey(good, '__proto__', { role: 'administrator' })],
  ['a constructor key', { ...good, constructor: { prototype: {} } }],
  ['nothing', undefined],
  ['null', null],
  ['a text', 'input'],
  ['a list', [good]],
]

describe.each(names)('%s', (name) => {
  const good = goodInputs[name]

  test('accepts what it is meant for', () => {
    expect(parse(contract[name].input, good)).toMatchObject({ ok: true })
  })

  test('refuses every other shape', () => {
    const accepted = strangeShapes(good).filter(([, input]) => accepts(name, input))
    expect(accepted.map(([what]) => what)).toEqual([])
  })

  test('refuses poison in any of its fields', () => {
    const accepted = poisons.filter(([, value]) =>
      [...withLeafReplaced(good, value)].some((input) => accepts(name, input)),
    )
    expect(accepted.map(([what]) => what)).toEqual([])
  })
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'events', 1, null, {}])(
  '%p is no action',
  (name) => {
    expect(isActionName(name)).toBe(false)
  },
)

test('what answers everyone alike counts nobody, writes no trail, and takes nothing but ids', () => {
  const alike = names.filter((name) => contract[name].audience === 'anybody')
  expect(alike).toEqual(['celebration.readHome', 'celebration.readAnniversary'])
  for (const name of alike) expect(contract[name]).not.toMatchObject({ atMost: expect.anything() })
  for (const name of alike) expect(contract[name]).not.toMatchObject({ audits: expect.anything() })
})

describe('what a person typed', () => {
  const register = contract['alumni.register'].input
  const parsedName = (name: string) => {
    const parsed = parse(register, { ...goodInputs['alumni.register'], name })
    return parsed.ok ? parsed.value.name : parsed.fields
  }

  test.each([
    ['is trimmed', '  林知远 ', '林知远'],
    ['loses invisible marks that reorder text', '林\u202e知\u2066远', '林知远'],
    ['loses control characters', '林\u0000知远\u0007', '林知远'],
    ['is brought into composed form', 'José', 'José'],
    ['keeps emoji made of several characters', '林👩‍🎓远', '林👩‍🎓远'],
  ])('%s', (_what, typed, kept) => {
    expect(parsedName(typed)).toBe(kept)
  })

  test.each([
    ['154 0000 0001', '15400000001'],
    ['154-0000-0001', '15400000001'],
    ['+86 15400000001', '15400000001'],
    ['8615400000001', '15400000001'],
    ['+44 7911 123456', '+447911123456'],
    ['+852 (5123) 4567', '+85251234567'],
    ['', ''],
  ])('as the phone number %p is kept as %p', (typed, kept) => {
    const parsed = parse(register, { ...goodInputs['alumni.register'], phoneNumber: typed })
    expect(parsed).toMatchObject({ ok: true, value: { phoneNumber: kept } })
  })

  test('is counted in characters, not in UTF-16 units', () => {
    expect(parsedName('🎓'.repeat(30))).toBe('🎓'.repeat(30))
    expect(parsedName('🎓'.repeat(31))).toEqual({ name: '姓名最多30个字' })
  })

  test('gets one sentence beside each field that is wrong, nested ones by their path', () => {
    const wrong = {
      ...goodInputs['alumni.register'],
      name: '',
      educations: [{ ...goodEducation, entryYear: 1900 }],
    }
    expect(parse(register, wrong)).toEqual({
      ok: false,
      fields: { name: '请填写姓名', 'educations.0.entryYear': '入学年份不能小于1950' },
    })
  })
})
