/** Two alumni find one another, in a real browser: one opens herself to the other, who asks, and she answers. */
import { closedPrivacy } from '../../miniprogram/contract/directory'
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
