import {
  concernsWho,
  formFor,
  isSame,
  readCorrection,
  warningFor,
} from '../../../../miniprogram/alumni/profile/correction'
import {
  emptyEducation,
  emptyProfile,
  type ProfileForm,
} from '../../../../miniprogram/alumni/utils/profile-form'
import type { OwnProfile } from '../../../../miniprogram/contract/alumni'

const form: ProfileForm = {
  ...emptyProfile,
  name: '林知远',
  educations: [{ ...emptyEducation, collegeId: 'computing', entryYear: '2008' }],
}

test.each([
  ['a new name', { name: '林致远' }, true],
  ['another kind', { kind: 'student' }, true],
  ['one study more', { educations: [...form.educations, emptyEducation] }, true],
  ['another city', { city: '北京' }, false],
  ['another number', { phoneNumber: '15400000001' }, false],
  ['a college that only teachers are asked for', { affiliationId: 'civil' }, false],
] as const)('%s concerns who somebody is or not', (_what, change, concerns) => {
  expect(concernsWho(form, { ...form, ...change } as ProfileForm)).toBe(concerns)
})

test('only who is verified has something to lose, and is told before', () => {
  expect(warningFor('verified')).toContain('重新审核')
  expect([warningFor('pending'), warningFor('returned'), warningFor('refused')]).toEqual(['', '', ''])
})

test('what was typed over an older profile is not shown over a newer one', () => {
  const profile = { revision: 2, name: '新的', kind: 'friend', educations: [] } as unknown as OwnProfile
  expect(formFor(profile, { revision: 2, form }).name).toBe('林知远')
  expect(formFor(profile, { revision: 1, form }).name).toBe('新的')
  expect(formFor(profile, undefined).name).toBe('新的')
})

test('a correction carries the revision it is based on', () => {
  expect(readCorrection({ revision: 4, form })).toMatchObject({ input: { revision: 4, name: '林知远' } })
  expect(readCorrection({ revision: 4, form: { ...form, name: '' } })).toEqual({
    problems: { name: '请填写姓名' },
  })
})

test('forms that say the same are no change', () => {
  expect(isSame(form, { ...form, affiliationId: 'civil' })).toBe(true)
  expect(isSame(form, { ...form, city: '北京' })).toBe(false)
})
