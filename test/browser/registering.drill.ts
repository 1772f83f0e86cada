/** Registering in a minute, in a real browser: with two studies, over a bad network, and coming back. */
import { type PhoneFrame, PreviewForTests } from '../support/preview'

jest.setTimeout(90_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

async function choose(phone: PhoneFrame, field: string, words: string): Promise<void> {
  const open = () => phone.find(field).getByRole('button').click()
  const option = phone.find('choice-sheet').getByText(words, { exact: true })
  await open()
  // A tap while the sheet before is still closing opens nothing: as a person would, once more.
  await option.waitFor({ timeout: 3_000 }).catch(open)
  await option.click()
  await phone.find(field).getByText(words, { exact: true }).waitFor()
  await option.waitFor({ state: 'hidden' })
}

test('a child is sent to its guardians in friendly words, and nothing of it is kept', async () => {
  const child = await preview.phone('newcomer', 'alumni/register/register')
  await child.type('#name', '小朋友')
  await child.find('#child').click()
  await child.text('监护人').waitFor()
  await child.find('#no-child').click()
  await child.holds('#name', '')
  expect(await preview.world.cloud.database.count('people', { name: '小朋友' })).toBe(0)
})

test('somebody with two studies loses the app and the network on the way, and is one person all the same', async () => {
  const phone = await preview.phone('newcomer', 'alumni/register/register?collegeId=college-computing')
  await phone.type('#name', '林知远')
  await choose(phone, '#education-0 #entry-year', '2008 级')
  await phone.find('#add-education').click()
  await choose(phone, '#education-1 #college', '材料科学与化学学院')
  await choose(phone, '#education-1 #entry-year', '2012 级')
  await choose(phone, '#education-1 #degree', '硕士')
  await choose(phone, '#industry', '信息技术')
  await phone.find('#wechat-number').click()
  await phone.sheet('允许').click()
  await phone.holds('#phone-number', '15400000001')

  await phone.crash()
  await phone.holds('#name', '林知远')
  await phone.holds('#phone-number', '15400000001')
  await phone.find('#education-1').getByText('2012 级').waitFor()
  await phone.find('#agree').getByText('我已年满十四周岁').click()

  await phone.network('offline')
  await phone.press('提交登记')
  await phone.sheet('允许').click()
  await phone.text('网络连接失败').last().waitFor()
  await phone.network('failing')
  await phone.press('提交登记')
  await phone.sheet('允许').click()
  await phone.text('网络连接失败').last().waitFor()
  await phone.network('online')
  await phone.crash()
  await phone.text('学校正在核对您的信息').waitFor()

  const found = await preview.world.cloud.database.find('people', { name: '林知远' })
  expect(found).toEqual([
    expect.objectContaining({
      industry: 'information',
      revision: 0,
      educations: [expect.anything(), expect.anything()],
    }),
  ])
  expect(JSON.stringify(found)).not.toContain('15400000001')
})

test('a picture chosen while registering is on the card, and nowhere before the person agreed', async () => {
  const phone = await preview.phone('visitor', 'alumni/register/register')
  const sent = async () => (await preview.world.cloud.storage.list()).map(({ path }) => path)
  const before = new Set(await sent())
  const pictures = async () => (await sent()).filter((path) => !before.has(path))
  await phone.find('#picture').getByRole('button').click()
  await phone.sheet('头像 2').click()
  await phone.type('#name', '山中客')
  await phone.find('.kind').getByText('社会友人').click()
  expect(await pictures()).toEqual([])
  await phone.find('#agree').getByText('我已年满十四周岁').click()
  await phone.press('提交登记')
  await phone.sheet('允许').click()
  await phone.find('alumni-card wx-image img[src^="http"]').waitFor()
  expect(await pictures()).toEqual([expect.stringMatching(/^avatars\/[\w-]+\/[\w-]+\.jpg$/)])
})

test('the number may be typed when WeChat has no more to give', async () => {
  const phone = await preview.phone('enterprise', 'alumni/profile/profile')
  preview.world.cloud.phoneNumbers.limit(0)
  await phone.find('#wechat-number').click()
  await phone.sheet('允许').click()
  await phone.text('请直接输入号码').waitFor()
  preview.world.cloud.phoneNumbers.limit(Number.POSITIVE_INFINITY)
  await phone.type('#phone-number', '+86 154-0000-0099')
  await phone.press('保存')
  await phone.holds('#phone-number', '15400000099')
})

test('of two devices the slower one is told to look again, and a new name goes back to the reviewer', async () => {
  const [first, second] = await preview.twoPhones('alumnus', 'alumnus', 'alumni/profile/profile')
  await second.holds('#name', '周书恒')
  await first.type('#city', '杭州')
  await first.press('保存')
  await first.toast('已保存').waitFor()
  await second.type('#city', '成都')
  await second.press('保存')
  await second.text('已在别处修改').last().waitFor()
  await second.press('重新载入')
  await second.holds('#city', '杭州')

  await second.type('#name', '周书')
  await second.find('#warning').getByText('重新审核').waitFor()
  await second.press('保存')
  await second.sheet('取消').click()
  await second.press('保存')
  await second.sheet('保存').click()
  await second.find('status-chip').getByText('待审核').waitFor()
  await second.go('alumni/card/card')
  await second.text('学校正在核对您的信息').waitFor()
})
