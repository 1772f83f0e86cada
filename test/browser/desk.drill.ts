/** The staff's desk, in a real browser: the queue narrowed and decided, a person read, a decision taken back, a file. */
import { readFile } from 'node:fs/promises'
import { readSheet } from 'read-excel-file/node'
import { classIdOf } from '../../cloudfunctions/domain/organisations/classes'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { bodyIds } from '../../local/seed/body-ids'
import { consentVersion } from '../../miniprogram/contract/alumni'
import { onlyPhone } from '../support/long-walk'
import { PreviewForTests } from '../support/preview'

jest.setTimeout(120_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

/** Somebody who registered and waits. */
async function applicant(
  name: string,
  studies: { collegeId?: string; entryYear?: number; className?: string } = {},
): Promise<string> {
  const phone = preview.world.stranger(name.replace(/\W/g, (letter) => letter.charCodeAt(0).toString(36)))
  await phone.call('alumni.register', {
    name,
    kind: 'alumnus',
    educations: [{ collegeId: 'college-computing', entryYear: 1987, degree: 'bachelor', ...studies }],
    consentVersion,
    isFourteenOrOlder: true,
  })
  return personIdOf(phone.openid)
}

const freeRow = (name: string) =>
  preview.world.cloud.database.upsert('rosterRows', [
    {
      _id: `browser:${name}`,
      name,
      collegeId: 'college-computing',
      entryYear: 1986,
      degree: 'bachelor',
      programme: '计算机科学',
      className: '',
      studentNumberLast4: '',
      claimedBy: null,
    },
  ])

test('a reviewer narrows the queue, accepts many at once, and looks at who was left', async () => {
  await Promise.all([applicant('江晚舟'), applicant('江晓风'), applicant('江残月', { entryYear: 2015 })])
  await freeRow('江晚舟')
  const reviewer = await preview.phone('reviewer', 'staff/registrations/registrations')
  await reviewer.find('#search').locator('input').fill('江')
  await reviewer.find('#search').locator('input').press('Enter')
  await reviewer.text('江残月').waitFor()
  await reviewer.find('#tab-pending').getByText('3').waitFor()
  await reviewer.find('#filter').click()
  await reviewer.find('filter-sheet').locator('input').nth(0).fill('1980')
  await reviewer.find('filter-sheet').locator('input').nth(1).fill('1989')
  await reviewer.text('查看结果').click()
  await reviewer.text('江残月').waitFor({ state: 'detached' })
  await reviewer.find('#many').click()
  await reviewer.find('#all').click()
  await reviewer.press('通过 2 人')
  await reviewer.sheet('通过').click()
  await reviewer.find('#outcome').getByText('已通过 1 人').waitFor()
  await reviewer.find('#outcome').getByText('江晓风 在名册中没有唯一对应的记录').waitFor()
  await reviewer.find('.registration').getByText('江晚舟').waitFor({ state: 'detached' })
  await reviewer.find('.registration').getByText('江晓风').click()
  await reviewer.text('名册中没有同名记录').waitFor()
})

test('the lead of a class says whom they know, and the reviewer reads it', async () => {
  const studies = { collegeId: 'college-mechanical', entryYear: 1985, className: '机制 8503 班' }
  const lead = preview.world.persona('classlead')
  const classId = classIdOf(studies)
  await preview.world.cloud.database.upsert('bodies', [
    {
      _id: classId,
      kind: 'class',
      name: '机制 8503 班',
      parentId: 'college-mechanical',
      bodyPath: ['jiangcheng', 'college-mechanical', classId],
      status: 'open',
      leads: [{ personId: personIdOf(lead.openid), office: '班级联络人' }],
    },
  ])
  const personId = await applicant('崔砚秋', studies)
  const [classLead, administrator] = await preview.twoPhones(
    'classlead',
    'administrator',
    'alumni/vouch/vouch',
  )
  await classLead.find('[aria-label="崔砚秋"]').getByRole('radio', { name: '认识', exact: true }).click()
  await classLead.find('[aria-label="崔砚秋"] .chosen').getByText('认识', { exact: true }).waitFor()
  await administrator.go(`staff/registration/registration?personId=${personId}`)
  await administrator.find('#vouches').getByText('机制 8503 班 班级联络人 许若岚 认识此人').waitFor()
})

test('a person is found and read; a decision is taken back with a reason, and the page tells of both', async () => {
  const personId = await applicant('秦望舒')
  await preview.world
    .persona('administrator')
    .call('registrations.review', { personId, revision: 0, decision: 'accept' })
  const reviewer = await preview.phone('reviewer', 'staff/people/people')
  await reviewer.find('#search').locator('input').fill('秦望')
  await reviewer.find('#search').locator('input').press('Enter')
  await reviewer.find('.person').getByText('秦望舒').click()
  await reviewer.find('#history').getByText('顾远山 通过认证').waitFor()
  await reviewer.find('#reopen').click()
  await reviewer.find('#send-reason').click()
  await reviewer.find('reason-sheet').getByText('请写明原因', { exact: true }).waitFor()
  await reviewer.text('与同名校友混淆，需重新核对').click()
  await reviewer.find('#send-reason').click()
  await reviewer.find('#history').getByText('程立诚 退回待审核').waitFor()
  await reviewer.find('#review').waitFor()
})

test('who is in the list is taken along as a spreadsheet', async () => {
  await Promise.all([applicant('楚云深'), applicant('楚江开')])
  const reviewer = await preview.phone('reviewer', 'staff/people/people')
  await reviewer.find('#search').locator('input').fill('楚')
  await reviewer.find('#search').locator('input').press('Enter')
  await reviewer.find('.person').getByText('楚江开').waitFor()
  await reviewer.find('#export').click()
  await reviewer.text('不含完整手机号').waitFor()
  await reviewer.find('#write').click()
  await reviewer.text('已导出 2 人').waitFor()
  await reviewer.find('#open-0').click()
  const [download] = await Promise.all([
    preview.desk.waitForEvent('download'),
    reviewer.sheet('保存到电脑').click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^校友名单 \d{8}-\d{4}\.xlsx$/)
  const [headings, ...rows] = (await readSheet(await readFile(await download.path()))) as unknown[][]
  expect(headings?.[0]).toBe('姓名')
  expect(rows.map((row) => row[0])).toEqual(['楚云深', '楚江开'])
  await reviewer.text('转发').click()
  await reviewer.sheet('保存到电脑').click()
  await reviewer.find('#problem').waitFor({ state: 'detached' })
})

test('whoever comes back to a long list finds it where they left it, and as it is by now', async () => {
  const { database } = preview.world.cloud
  const [sample] = await database.find('bodies', { _id: bodyIds.beijing })
  const branches = Array.from({ length: 65 }, (_, at) => {
    const name = `第${at + 101}校友会`
    const _id = `branch-${at + 101}`
    return {
      ...sample,
      _id,
      name,
      plainName: name,
      bodyPath: [bodyIds.university, _id],
      leads: [],
      cities: [],
    }
  })
  await database.upsert('bodies', branches)
  const phone = await preview.phone('administrator', `staff/bodies/bodies?parentId=${bodyIds.university}`)
  await phone.text('第101校友会').waitFor()
  await onlyPhone(preview.desk).waitForFunction(() => {
    document.querySelector('.phone-frame:not([hidden]) .phone-scroller')?.scrollBy(0, 300)
    const act = document.querySelector('[aria-label="第165校友会，编辑"]')
    return act && act.getBoundingClientRect().bottom < innerHeight
  })
  await phone.find('[aria-label="第165校友会，编辑"]').click()
  await phone.find('#field-name').waitFor()
  await database.upsert('bodies', [{ ...branches[64], name: '第165校友会（新）' }])
  await onlyPhone(preview.desk).evaluate(() => window.phone?.back())
  const renamed = phone.text('第165校友会（新）')
  await renamed.waitFor()
  const place = await renamed.evaluate((row) => row.getBoundingClientRect().top / innerHeight)
  expect(place).toBeGreaterThan(0)
  expect(place).toBeLessThan(1)
})
