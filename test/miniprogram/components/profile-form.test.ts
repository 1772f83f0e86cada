/** What people tell about themselves: the form, and WeChat's own controls in it. */
import {
  emptyEducation,
  emptyProfile,
  type ProfileForm,
} from '../../../miniprogram/alumni/utils/profile-form'
import { mount } from './mount'

const colleges = [{ value: 'computing', label: '计算机学院' }]
const years = [{ value: '2008', label: '2008 级' }]
const shownForm = (form: Partial<ProfileForm> = {}, problems = {}) =>
  mount('profile-form', { form: { ...emptyProfile, ...form }, problems, colleges, years }, [
    'change',
    'phonecode',
  ])
const study = { ...emptyEducation, collegeId: 'computing', entryYear: '2008' }

describe('profile-form', () => {
  it('asks an alumnus for studies, and a teacher at most for a college', async () => {
    const form = await shownForm({ educations: [study] })
    expect(form.text()).toContain('2008 级')
    expect(form.text()).not.toContain('所属学院')
    await form.setProperties({ form: { ...emptyProfile, kind: 'teacher', affiliationId: 'computing' } })
    expect(form.text()).toMatch(/所属学院.*计算机学院/)
    expect(form.text()).not.toContain('入学年份')
  })

  it('gives the whole form with what was typed, and where', async () => {
    const form = await shownForm({ educations: [study] })
    await form.type('北京', '#city')
    await form.type('0802 班', '#education-0', '#class-name')
    const changes = form.given('change') as { form: ProfileForm; path: string }[]
    expect(changes.map(({ path }) => path)).toEqual(['city', 'educations.0.className'])
    expect(changes[0]?.form).toEqual({ ...emptyProfile, educations: [study], city: '北京' })
    expect(changes[1]?.form.educations).toEqual([{ ...study, className: '0802 班' }])
  })

  it('adds studies up to five, and removes any but the last one', async () => {
    const form = await shownForm({ educations: [study] })
    expect(form.text()).not.toContain('移除')
    await form.tap('#add-education')
    expect(form.given('change').at(-1)).toMatchObject({ form: { educations: [study, emptyEducation] } })
    await form.setProperties({ form: { ...emptyProfile, educations: [study, emptyEducation] } })
    expect(form.text()).toMatch(/在校经历 1.*在校经历 2/)
    await form.tap('#education-0', '.remove')
    expect(form.given('change').at(-1)).toMatchObject({ form: { educations: [emptyEducation] } })
    await form.setProperties({ form: { ...emptyProfile, educations: Array(5).fill(study) } })
    expect(form.html()).not.toContain('add-education')
  })

  it('shows each sentence beside its own field', async () => {
    const problems = { 'educations.1.collegeId': '请选择学院', educations: '请至少填写一段在校经历' }
    const form = await shownForm({ educations: [study, emptyEducation] }, problems)
    expect(form.text().indexOf('请选择学院')).toBeGreaterThan(form.text().indexOf('在校经历 2'))
    expect(form.text().match(/请选择学院/g)).toHaveLength(1)
    expect(form.text()).toContain('请至少填写一段在校经历')
  })

  it('asks for the student number once, with the first studies', async () => {
    const form = await shownForm({ educations: [study, study] })
    expect(form.text().match(/学号后四位/g)).toHaveLength(1)
  })
})

describe('phone-field', () => {
  const field = (properties = {}) => mount('phone-field', properties, ['change', 'code'])
  const tapped = async (detail: object) => {
    const shown = await field()
    await shown.answer('getphonenumber', detail, '#wechat-number')
    return shown
  }

  it('hands on the code of a tap', async () => {
    const shown = await tapped({ errMsg: 'getPhoneNumber:ok', code: 'c' })
    expect(shown.given('code')).toEqual([{ code: 'c' }])
  })

  it.each([
    ['is declined', { errMsg: 'getPhoneNumber:fail user deny' }, '可以直接输入，也可以不填'],
    ['is not paid for', { errMsg: 'getPhoneNumber:fail', errno: 1400001 }, '请直接输入号码'],
    ['brings none, on an old phone', { errMsg: 'getPhoneNumber:ok' }, '可以直接输入'],
  ])('says what to do when the tap %s', async (_what, detail, words) => {
    const shown = await tapped(detail)
    expect(shown.given('code')).toEqual([])
    expect(shown.text()).toContain(words)
    await shown.type('154', '#phone-number')
    expect(shown.given('change')).toEqual([{ value: '154' }])
    expect(shown.text()).not.toContain(words)
  })

  it('says what is wrong in place of the hint', async () => {
    expect((await field({ error: '手机号有误' })).text()).toContain('手机号有误')
  })
})

describe('avatar-picker', () => {
  it('gives the chosen file, and shows a person where a picture is broken', async () => {
    const shown = await mount('avatar-picker', { src: 'cloud://env.bucket/1.jpg' }, ['choose'])
    await shown.answer('chooseavatar', { avatarUrl: 'wxfile://tmp/1.jpg' }, '.picker')
    expect(shown.given('choose')).toEqual([{ filePath: 'wxfile://tmp/1.jpg' }])
    expect(shown.html()).toContain('picture')
    await shown.answer('error', {}, '.picture')
    expect(shown.html()).not.toContain('picture"')
    expect(shown.html()).toContain('person')
    await shown.setProperties({ src: 'cloud://env.bucket/2.jpg' })
    expect(shown.html()).toContain('picture')
  })

  it('says that a picture is on its way', async () => {
    expect((await mount('avatar-picker', { busy: true })).text()).toContain('正在上传')
  })
})
