/** The panel's drill of faults, and the page that looks inside the cloud, as somebody at the desk uses them. */
import { PreviewForTests } from '../support/preview'

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
}, 60_000)
afterAll(() => preview.close())

test('an outage switched on in the panel is felt on the phone, seen inside, and ended by one button', async () => {
  const [editor] = await preview.twoPhones('editor', 'alumnus')
  const page = preview.desk
  await editor.text('近期活动').first().waitFor()
  await page.getByRole('tab', { name: '运行' }).click()
  const outage = page.getByLabel('数据库不可用')
  await outage.check()
  await page.getByTitle('有故障在演练').waitFor()
  await page.getByRole('button', { name: '重新载入手机 1' }).click()

  const inside = await page.context().newPage()
  await inside.goto(`${preview.url}/inside`)
  await inside.getByRole('tab', { name: '函数调用' }).click()
  const failed = inside
    .locator('.call')
    .filter({ hasText: '方静宜' })
    .filter({ has: inside.locator('.error') })
  await failed.first().locator('summary').click()
  expect(await failed.first().locator('.error').innerText()).toContain('not available')

  await page.getByRole('button', { name: '全部恢复正常' }).click()
  await page.getByTitle('有故障在演练').waitFor({ state: 'hidden' })
  expect(await outage.isChecked()).toBe(false)

  await inside.getByRole('tab', { name: '集合' }).click()
  await inside.getByRole('button', { name: /^people/ }).click()
  await inside.getByRole('heading', { name: 'people' }).waitFor()
  await inside.locator('#document-list summary').first().click()
  await inside.locator('.json').first().getByText('_id').waitFor()
})
