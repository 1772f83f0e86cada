/** Two alumni find one another, in a real browser: one opens herself to the other, who asks, and she answers. */
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { closedPrivacy } from '../../miniprogram/contract/directory'
import { onlyPhone, walkThrough } from '../support/long-walk'
import { PreviewForTests } from '../support/preview'

jest.setTimeout(90_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

test('who opens her name is found, asked through the app, and gives what she chooses', async () => {
  for (const persona of ['classlead', 'alumnus'])
    await preview.world.persona(persona).call('directory.changePrivacy', { privacy: closedPrivacy })
  const [lead, alumnus] = await preview.twoPhones('classlead', 'alumnus', 'pages/me/me')

  await alumnus.go('alumni/directory/directory')
  await alumnus.find('search-form input').first().fill('许若')
  await alumnus.find('#search').click()
  await alumnus.text('没有找到').waitFor()

  await lead.go('alumni/privacy/privacy')
  await lead.text('找不到您').waitFor()
  await lead.find('#field-listing').click()
  await lead.text('学校认证过的每一位校友').click()
  await lead.sheet('允许').click()
  await lead.find('#viewer-verified').click()
  await lead.find('#preview').getByText('许若岚').waitFor()

  await alumnus.find('#search').click()
  await alumnus.text('许若岚').click()
  await alumnus.find('#message textarea').fill('许学姐好，想请您参加校友论坛。')
  await alumnus.press('请求联系')
  await alumnus.sheet('允许').click()
  await alumnus.find('#asked').getByText('等待答复').waitFor()
  await preview.world.tick()

  await lead.go('alumni/contacts/contacts')
  await lead.text('许学姐好，想请您参加校友论坛。').waitFor()
  await lead.text('同意').click()
  await lead.find('#reply textarea').fill('微信 ruolan-1985')
  await lead.press('同意并发送')
  await lead.sheet('允许').click()
  await lead.text('已同意').waitFor()

  await preview.world.tick()
  expect(preview.world.cloud.messages.sent().map(({ openid }) => openid)).toEqual([
    preview.world.persona('classlead').openid,
    preview.world.persona('alumnus').openid,
  ])
  await alumnus.go('alumni/contacts/contacts?direction=sent')
  await alumnus.text('微信 ruolan-1985').waitFor()
})

test('an alumni card is checked with the camera alone, its phone and the checking one without network', async () => {
  const [alumnus, volunteer] = await preview.twoPhones('alumnus', 'volunteer', 'pages/me/me')
  await alumnus.find('#my-card').click()
  await alumnus.find('#card-code canvas').waitFor()
  await volunteer.text('我的报名').waitFor()
  await alumnus.network('offline')
  await volunteer.network('offline')
  await volunteer.go('alumni/check-card/check-card')
  await volunteer.press('扫描校友卡')
  await volunteer.sheet('扫描另一台手机的屏幕').click()
  await volunteer.find('#outcome').getByText('周书恒').waitFor()
  await volunteer.find('#outcome').getByText('土木与交通工程学院').waitFor()

  preview.world.clock.advance(25 * 3_600_000)
  await volunteer.press('扫下一张')
  await volunteer.sheet('扫描另一台手机的屏幕').click()
  await volunteer.find('#outcome').getByText('过期').first().waitFor()
})

test('a thousand people stand in a list that stays light; nobody is missing or twice, and nothing jumps', async () => {
  const { database } = preview.world.cloud
  const lead = personIdOf(preview.world.persona('classlead').openid)
  const [person] = await database.find('people', { _id: lead })
  const names = Array.from({ length: 1000 }, (_, at) => `林${String(at).padStart(4, '0')}`)
  const crowd = names.map((name, at) => ({
    ...person,
    _id: personIdOf(`oClassmate_${at}`.padEnd(28, 'x')),
    cardNumber: `LONG${String(at).padStart(6, '0')}`,
    name,
    city: '云梦',
    // Some rows are higher than others.
    employer: at % 3 === 0 ? '市政设计院桥梁与隧道工程设计研究所' : '',
    verification: { ...(person?.verification as object), by: 'reviewer' },
    registeredAt: new Date(Date.parse('2026-01-01') + at * 60_000),
    privacy: { listing: 'verified', city: 'verified', industry: 'verified', employer: 'verified' },
  }))
  await preview.world.writePeople(crowd)

  const alumnus = await preview.phone('alumnus', 'alumni/directory/directory?city=云梦')
  await alumnus.text('林0999').waitFor()
  const walked = await walkThrough(preview.desk, 'person-entry [aria-label]')
  expect(walked.problems).toEqual([])
  expect(walked.rows).toEqual([...names].reverse())
  expect(walked.mostNodes).toBeLessThan(1000)

  // It ended in the middle; whoever comes back from a person is there again.
  const middle = alumnus.text('林0499')
  await middle.click()
  await alumnus.find('#message').waitFor()
  await onlyPhone(preview.desk).evaluate(() => window.phone?.back())
  await middle.waitFor()
  expect(await middle.isVisible()).toBe(true)
})
