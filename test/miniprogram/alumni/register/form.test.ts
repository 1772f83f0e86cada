import { type Draft, emptyDraft, readDraftInput } from '../../../../miniprogram/alumni/register/form'
import { emptyProfile } from '../../../../miniprogram/alumni/utils/profile-form'
import { consentVersion } from '../../../../miniprogram/contract/consent'

const friend: Draft = {
  profile: { ...emptyProfile, name: '林知远', kind: 'friend' },
  agreesTo: consentVersion,
  scene: 'a-scene',
}

test('a finished draft is a registration with the consent, and with the code that was scanned', () => {
  expect(readDraftInput(friend)).toMatchObject({
    input: { name: '林知远', consentVersion, isFourteenOrOlder: true, scene: 'a-scene' },
  })
  expect(readDraftInput({ ...friend, scene: '' })).not.toHaveProperty('input.scene')
})

test.each([
  ['nobody ticked', ''],
  ['was ticked for words that are older', '2020-01'],
])('a consent that %s is asked for', (_what, agreesTo) => {
  expect(readDraftInput({ ...friend, agreesTo })).toEqual({ problems: { agrees: '请阅读并同意后提交' } })
})

test('everything that is missing is said at once', () => {
  const read = readDraftInput(emptyDraft)
  expect(Object.keys('problems' in read ? read.problems : {})).toEqual(
    expect.arrayContaining(['name', 'educations.0.collegeId', 'educations.0.entryYear', 'agrees']),
  )
})
