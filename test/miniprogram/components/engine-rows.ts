/** What each component of our own is given, says and does, wherever it runs. */
import { emptyEducation, emptyProfile } from '../../../miniprogram/alumni/utils/profile-form'

const startsAt = Date.UTC(2027, 9, 16, 1)
const colleges = [{ value: 'computing', label: '计算机学院' }]
const years = [{ value: '2008', label: '2008 级' }]

export interface Row {
  readonly properties: Readonly<Record<string, unknown>>
  /** What a person reads, one after the other. */
  readonly says?: readonly string[]
  /** What is tapped, and what comes of it. */
  readonly taps?: readonly [selectors: readonly string[], event: string, detail: unknown]
}

/** By name; those of one package below its name. */
export const rows: Readonly<Record<string, Row>> = {
  'alumni/agreement-check': {
    properties: { checked: false, lead: '我已阅读', documents: [{ key: 'privacy', name: '隐私保护说明' }] },
    says: ['我已阅读', '隐私保护说明'],
    taps: [['.document'], 'open', { key: 'privacy' }],
  },
  'alumni/avatar-picker': { properties: { src: '' }, says: ['添加头像'] },
  'alumni/body-line': {
    properties: { name: '结构 9601 班', note: '1996 级班级', icon: 'people' },
    says: ['结构 9601 班', '1996 级班级'],
    taps: [['.row'], 'open', undefined],
  },
  'alumni/education-fields': {
    properties: {
      path: 'educations.0',
      heading: '在校经历 1',
      education: { ...emptyEducation, collegeId: 'computing', entryYear: '2008' },
      colleges,
      years,
      problems: { 'educations.0.degree': '请选择学历' },
      removable: true,
    },
    says: ['在校经历 1', '计算机学院', '2008 级', '请选择学历'],
    taps: [['.remove'], 'remove', undefined],
  },
  'alumni/person-entry': {
    properties: {
      name: '欧阳思远',
      studies: [{ college: '土木学院', classYear: '1996 级' }],
      city: '武汉',
      openable: true,
    },
    says: ['欧', '欧阳思远', '土木学院', '1996 级', '武汉'],
    taps: [['.person'], 'open', undefined],
  },
  'alumni/phone-field': {
    properties: { value: '', error: '手机号有误' },
    says: ['手机号', '微信一键填写', '手机号有误'],
  },
  'alumni/profile-form': {
    properties: { form: { ...emptyProfile, educations: [emptyEducation] }, problems: {}, colleges, years },
    says: ['姓名', '身份', '学院', '联系与近况', '手机号'],
    taps: [['#add-education'], 'change', expect.objectContaining({ path: 'educations' })],
  },
  'alumni/progress-steps': {
    properties: { steps: [{ title: '提交' }, { title: '审核' }], current: 1 },
    says: ['提交', '审核'],
  },
  'anniversary-hero': {
    properties: {
      institution: '江城理工大学',
      motto: '格物穷理',
      number: 70,
      foundedYear: 1957,
      theme: '七秩弦歌',
      date: 0,
    },
    says: ['江城理工大学', '格物穷理', '70', '七秩弦歌'],
  },
  'alumni-card': {
    properties: {
      institution: '江城理工大学',
      name: '欧阳思远',
      number: 'JC 1998 0317 06',
      status: 'verified',
    },
    says: ['江城理工大学', '欧阳思远', '校友认证', 'JC 1998 0317 06'],
  },
  'article-card': {
    properties: { name: '灯下的人', category: '人物', publishedAt: startsAt, last: true },
    says: ['灯下的人', '人物'],
    taps: [['.article'], 'open', undefined],
  },
  'bottom-sheet': { properties: { show: true } },
  'choice-sheet': {
    properties: { show: true, heading: '入学年份', options: years, value: '' },
    says: ['入学年份', '2008 级'],
    taps: [['.option'], 'choose', { value: '2008', label: '2008 级' }],
  },
  'content-blocks': {
    properties: { blocks: [{ kind: 'list', items: ['九点签到', '十点开会'] }] },
    says: ['九点签到', '十点开会'],
  },
  'cover-field': {
    properties: { art: '', photo: '' },
    says: ['封面', '换一张照片'],
    taps: [['#photo'], 'photo', undefined],
  },
  'day-field': {
    properties: { label: '截止日期', day: '2027-10-15', unset: '不限' },
    says: ['截止日期', '10月15日'],
    taps: [['.day-clear'], 'change', { day: '' }],
  },
  'door-card': {
    properties: { art: 'door-give', title: '捐赠', note: '3 个项目' },
    says: ['捐赠', '3 个项目'],
    taps: [['.door'], 'open', undefined],
  },
  'event-card': {
    properties: {
      name: '校庆大会',
      startsAt,
      endsAt: startsAt + 7_200_000,
      place: '体育馆',
      state: 'joined',
      seatsLeft: -1,
    },
    says: ['16', '校庆大会', '09:00–11:00', '体育馆', '已报名'],
    taps: [['.card'], 'open', undefined],
  },
  'event-facts': { properties: { event: null }, says: [] },
  'events/question-fields': {
    properties: {
      questions: [
        { questionId: 'q1', label: '同来几人', kind: 'number', isRequired: true, options: [] },
        { questionId: 'q2', label: '选修', kind: 'several', isRequired: false, options: ['参观'] },
      ],
      answers: {},
      problems: { q1: '请填写同来几人' },
      sending: '',
    },
    says: ['同来几人', '请填写同来几人', '选修', '参观'],
    taps: [['.option'], 'change', { answers: { q2: ['参观'] } }],
  },
  'events/share-card': { properties: { invitation: null, cover: null }, says: [] },
  'events/ticket-card': {
    properties: {
      name: '校庆大会',
      startsAt,
      holder: '林一',
      code: '',
      state: 'waiting',
      note: '有席位时会告诉您',
    },
    says: ['入场券', '候补中', '校庆大会', '林一', '有席位时会告诉您'],
  },
  'form-field': {
    properties: { label: '学院', choice: true, placeholder: '请选择学院', error: '请选择' },
    says: ['学院', '选填', '请选择学院', '请选择'],
    taps: [['.choice'], 'open', undefined],
  },
  'giving/amount-picker': {
    properties: { presetsFen: [10_000, 50_000], minFen: 100, maxFen: 100_000_000 },
    says: ['100', '元', '500', '其他金额'],
    taps: [['.preset'], 'change', { amountFen: 10_000, message: '' }],
  },
  'giving/donor-choice': {
    properties: { bodies: [], donor: { kind: 'self' }, error: '请选择' },
    says: ['以谁的名义', '请选择'],
  },
  'giving/honour-row': {
    properties: { name: '机械 7801 班', amountFen: 70_195_700, message: '祝母校生日快乐' },
    says: ['机械 7801 班', '701,957', '祝母校生日快乐'],
  },
  'home-blocks': {
    properties: {
      blocks: [
        { kind: 'notice', words: '校庆日交通管制' },
        { kind: 'doors', register: { note: '一分钟', done: false }, eventsNote: '', givingNote: '' },
      ],
    },
    says: ['校庆日交通管制', '登记', '一分钟', '报名', '捐赠'],
    taps: [['#door-register', '.door'], 'register', undefined],
  },
  'item-card': {
    properties: { heading: '首届毕业生', note: '1961', open: false, first: true, last: true, place: 2 },
    says: ['首届毕业生', '1961'],
    taps: [['.head'], 'toggle', { place: 2 }],
  },
  'line-icon': { properties: { name: 'check' }, says: [] },
  'moment-field': {
    properties: { label: '开始', moment: startsAt, usual: startsAt, unset: '未定' },
    says: ['开始', '10月16日', '09:00', '清除'],
    taps: [['.moment-clear'], 'change', { moment: 0 }],
  },
  'money-text': { properties: { amountFen: 196_000 }, says: ['1,960', '元'] },
  'offline-banner': { properties: { offline: true }, says: ['网络未连接'] },
  'primary-bar': {
    properties: { label: '立即报名', note: '10月10日截止', secondary: '取消' },
    says: ['10月10日截止', '取消', '立即报名'],
    taps: [['.fixed .button', '.van-button'], 'press', undefined],
  },
  'project-card': {
    properties: { name: '七秩奖学金', raisedFen: 38_642_000, goalFen: 100_000_000, donors: 1286 },
    says: ['七秩奖学金', '386,420', '38%', '1,286'],
  },
  'qr-code': { properties: { text: '' }, says: ['二维码暂时无法显示'] },
  'reason-sheet': {
    properties: { show: true, heading: '退回补充', action: '退回', proposals: ['请补充班级'], value: '' },
    says: ['退回补充', '请补充班级', '退回'],
    taps: [['.proposal'], 'change', { value: '请补充班级' }],
  },
  'result-panel': { properties: { title: '报名成功', text: '到时见' }, says: ['报名成功', '到时见'] },
  'seal-mark': { properties: { text: '校友认证' }, says: ['校友', '认证'] },
  'section-header': {
    properties: { title: '近期活动', more: '全部', note: '三场' },
    says: ['近期活动', '全部', '三场'],
    taps: [['.more'], 'more', undefined],
  },
  'staff-stories/article-changes': {
    properties: {
      changes: {
        heading: '与读者现在看到的版本相比',
        count: 2,
        isAgainstShown: true,
        fields: [
          {
            label: '标题',
            pieces: [
              { mark: 'same', words: '新图书馆' },
              { mark: 'taken', words: '开工' },
              { mark: 'added', words: '封顶' },
            ],
            words: '标题，删去“开工”，新增“封顶”',
          },
        ],
        covers: [],
        rows: [
          { chip: '', tone: 'neutral', label: '3 处内容未改', pieces: [], url: '', words: '3 处内容未改' },
          {
            chip: '新增',
            tone: 'success',
            label: '段落',
            pieces: [{ mark: 'added', words: '明年开放' }],
            url: '',
            words: '新增，段落，明年开放',
          },
        ],
      },
    },
    says: [
      '与读者现在看到的版本相比',
      '标题',
      '新图书馆',
      '开工',
      '封顶',
      '3 处内容未改',
      '新增',
      '段落',
      '明年开放',
    ],
  },
  'staff/filter-sheet': {
    properties: {
      show: true,
      groups: [{ key: 'kind', label: '身份', options: [{ value: 'alumnus', label: '校友' }] }],
      years: '入学年份',
      value: {},
    },
    says: ['筛选', '身份', '校友', '入学年份'],
    taps: [['.close'], 'close', undefined],
  },
  'state-view': {
    properties: { state: 'error', message: '没有取到' },
    says: ['没有取到', '重试'],
    taps: [['.button', '.van-button'], 'retry', undefined],
  },
  'status-chip': { properties: { text: '已签到', tone: 'success', icon: 'check' }, says: ['已签到'] },
}
