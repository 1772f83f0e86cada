import {
  emptyEducation,
  emptyProfile,
  industryChoices,
  labelIn,
  type ProfileForm,
  profileFormOf,
  profileInput,
  withValue,
  yearChoices,
} from '../../../../miniprogram/alumni/utils/profile-form'
import { consentVersion, type OwnProfile } from '../../../../miniprogram/contract/alumni'
import { parse } from '../../../../miniprogram/contract/fields'
import { contract } from '../../../../miniprogram/contract/index'

const filled: ProfileForm = {
  ...emptyProfile,
  name: '林知远',
  educations: [{ ...emptyEducation, collegeId: 'computing', entryYear: '2008', className: '0802 班' }],
  studentNumberLast4: '0815',
  phoneNumber: '154 0000 0001',
  city: '江城',
}
const asRegistration = (form: ProfileForm) =>
  parse(contract['alumni.register'].input, {
    ...profileInput(form),
    consentVersion,
    isFourteenOrOlder: true,
  })

test('a filled form is what the action takes', () => {
  expect(asRegistration(filled)).toMatchObject({
    ok: true,
    value: {
      name: '林知远',
      educations: [{ collegeId: 'computing', entryYear: 2008, degree: 'bachelor', className: '0802 班' }],
      phoneNumber: '15400000001',
    },
  })
})

test('an empty form gets one sentence beside each field that must be filled, by the paths of its fields', () => {
  const parsed = asRegistration(emptyProfile)
  expect(parsed.ok ? {} : Object.keys(parsed.fields).sort()).toEqual([
    'educations.0.collegeId',
    'educations.0.entryYear',
    'name',
  ])
})

test.each([
  ['teacher', { educations: [], studentNumberLast4: '', affiliationId: 'computing' }],
  ['alumnus', { educations: [expect.anything()], studentNumberLast4: '0815' }],
] as const)('a %s tells only what is asked of one', (kind, expected) => {
  const { educations, studentNumberLast4, affiliationId } = profileInput({
    ...filled,
    kind,
    affiliationId: 'computing',
  })
  expect({ educations, studentNumberLast4, ...(affiliationId ? { affiliationId } : {}) }).toEqual(expected)
})

test('what was stored comes back as it was typed', () => {
  const profile: OwnProfile = {
    revision: 3,
    name: '林知远',
    kind: 'alumnus',
    status: 'verified',
    reason: '',
    educations: [
      {
        college: { bodyId: 'computing', name: '计算机学院' },
        entryYear: 2008,
        degree: 'bachelor',
        programme: '',
        className: '0802 班',
      },
    ],
    studentNumberLast4: '0815',
    affiliation: undefined,
    phoneNumber: '154 0000 0001',
    city: '江城',
    industry: '',
    employer: '',
    avatar: '',
  }
  expect(profileFormOf(profile)).toEqual(filled)
  const friend = { ...profile, kind: 'friend' as const, educations: [] }
  expect(profileFormOf(friend).educations).toEqual([emptyEducation])
})

test.each([
  ['city', '北京', { ...filled, city: '北京' }],
  [
    'educations.0.className',
    '0803 班',
    { ...filled, educations: [{ ...filled.educations[0], className: '0803 班' }] },
  ],
  ['educations.7.className', '0803 班', filled],
])('a value put at %s changes that and nothing else', (path, value, expected) => {
  expect(withValue(filled, path, value)).toEqual(expected)
})

test('years begin with this one and end with the founding', () => {
  expect(yearChoices(1957, 1959)).toEqual([
    { value: '1959', label: '1959 级' },
    { value: '1958', label: '1958 级' },
    { value: '1957', label: '1957 级' },
  ])
})

test('what is not in a list has no label', () => {
  expect([labelIn(industryChoices, 'law'), labelIn(industryChoices, '')]).toEqual(['法律咨询', ''])
})
