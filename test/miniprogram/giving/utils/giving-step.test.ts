import type { Me, VerificationStatus } from '../../../../miniprogram/contract/alumni'
import type { ProjectDetail } from '../../../../miniprogram/contract/giving'
import { nextGivingStep } from '../../../../miniprogram/giving/utils/giving-step'
import { obstacleOf } from '../../../../miniprogram/utils/obstacle'

const project: ProjectDetail = {
  projectId: 'project',
  title: '银杏奖学金',
  summary: '',
  body: { bodyId: 'foundation', name: '基金会' },
  goalFen: 0,
  raisedFen: 0,
  gifts: 0,
  isOpen: true,
  kind: 'scholarship',
  closesAt: undefined,
  contact: { name: '', phone: '', wechat: '' },
  pictures: [],
  drive: undefined,
  leads: [],
  purpose: '',
  presetsFen: [],
  minimumFen: 100,
  payee: '基金会',
  account: '',
  isOnlineOpen: true,
  audience: 'alumnus',
}

const me = (status?: VerificationStatus): Me => ({
  person: status && {
    personId: 'person',
    name: '林知远',
    kind: 'alumnus',
    status,
    reason: '',
    educations: [],
    avatar: '',
  },
  roles: [],
  cardKey: '',
  institution: { name: '大学', motto: '', foundedYear: 1957, shortName: '大' },
  templates: {
    reviewResult: '',
    signUpResult: '',
    giftThanks: '',
    giftRefunded: '',
    contactAsked: '',
    notice: '',
    eventReminder: '',
    eventChanged: '',
    eventThanks: '',
    givingNews: '',
    articleResult: '',
  },
})

describe('the next step about a project', () => {
  test('only a verified alumnus gives', () => {
    expect(nextGivingStep(project, me('verified')).act).toBe('give')
    expect(nextGivingStep(project, me()).act).toBe('register')
    expect(nextGivingStep(project, me('pending')).act).toBe('card')
    expect(nextGivingStep(project, me('returned')).act).toBe('register')
    expect(nextGivingStep(project, me('refused')).act).toBe('none')
  })

  test('where giving serves whoever is registered, nobody is asked to be verified', () => {
    const forAll = { ...project, audience: 'person' } as const
    expect(nextGivingStep(forAll, me()).act).toBe('register')
    for (const status of ['verified', 'pending', 'returned', 'refused'] as const)
      expect(nextGivingStep(forAll, me(status)).act).toBe('give')
  })

  test('what nobody may do is said before anybody is asked to register', () => {
    const ended = nextGivingStep({ ...project, isOpen: false }, me())
    expect(ended).toMatchObject({ act: 'none', label: '项目已结束募集' })
  })

  test('while giving online is closed, the ways outside WeChat are offered', () => {
    const notOnline = nextGivingStep({ ...project, isOnlineOpen: false }, me('verified'))
    expect(notOnline).toMatchObject({ act: 'offline', label: '转账或捐物' })
  })
})

describe('an obstacle in place of a form', () => {
  const formUrl = '/giving/give/give?projectId=project'
  const elsewhere = { action: '查看项目', url: '/giving/project/project?projectId=project' }

  test('registering leads back to the form', () => {
    const { action, url } = obstacleOf(nextGivingStep(project, me()), formUrl, elsewhere)
    expect(action).toBe('先登记')
    const { pathname, searchParams } = new URL(url, 'https://phone')
    expect(pathname).toBe('/alumni/register/register')
    expect(searchParams.get('next')).toBe(formUrl)
  })

  test('where no step helps, it says why and leads elsewhere', () => {
    const closed = nextGivingStep({ ...project, isOpen: false }, me('verified'))
    expect(obstacleOf(closed, formUrl, elsewhere)).toMatchObject({ title: '项目已结束募集', ...elsewhere })
  })
})
