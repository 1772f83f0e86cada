/** The three journeys, in a real browser: as people tap them, with staff beside them on a second phone. */
import { reachPaySheet } from '../support/pay-sheet'
import { PreviewForTests } from '../support/preview'

jest.setTimeout(90_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

describe('registering', () => {
  test('somebody on the roster scans a college’s code and holds a verified card a minute later', async () => {
    const newcomer = await preview.phone('newcomer')
    await newcomer.tab('我的')
    await newcomer.find('#scan').click()
    await newcomer.codeToScan('计算机与人工智能学院').click()
    await newcomer.text('欢迎回家').waitFor()
    await newcomer.find('#college').getByText('计算机与人工智能学院').waitFor()
    await newcomer.press('提交登记')
    await newcomer.text('请阅读并同意后提交').waitFor()
    await newcomer.find('#name input').fill('林知远')
    await newcomer.find('#entry-year').getByRole('button').click()
    await newcomer.text('2008 级').click()
    await newcomer.find('#agree').getByText('我已年满十四周岁').click()
    await newcomer.press('提交登记')
    await newcomer.sheet('允许').click()
    await newcomer.find('alumni-card').getByText('林知远').waitFor()
    await newcomer.find('#card-code canvas').waitFor()
  })
})

describe('an event', () => {
  test('is published, fills up, and lets each ticket in once', async () => {
    const [editor, alumnus] = await preview.twoPhones('editor', 'alumnus', 'pages/me/me')
    await editor.find('#staff').click()
    await editor.text('新建活动').first().click()
    await editor.find('#title input').fill('银杏树下读书会')
    await editor.find('#place input').fill('图书馆三层')
    await editor.find('#capacity input').fill('1')
    await editor.press('发布')
    await editor.sheet('发布').click()
    await editor.find('#publish').waitFor({ state: 'detached' })

    await alumnus.tab('活动')
    await alumnus.text('银杏树下读书会').click()
    await alumnus.press('报名')
    await alumnus.press('确认报名')
    await alumnus.sheet('允许').click()
    await alumnus.find('#ticket canvas').waitFor()
    await preview.clearDesk()

    const late = await preview.twoPhones('enterprise', 'classlead', 'pages/events/events')
    for (const [index, phone] of late.entries()) {
      await phone.text('银杏树下读书会').click()
      await phone.press('加入候补')
      await phone.press('确认加入候补')
      await phone.sheet('允许').click()
      await phone
        .find('#position')
        .getByText(String(index + 1))
        .waitFor()
    }
    await preview.clearDesk()

    const [holder, volunteer] = await preview.twoPhones('alumnus', 'volunteer', 'pages/me/me')
    await holder.text('我的报名').click()
    await holder.text('银杏树下读书会').click()
    await holder.find('#ticket canvas').waitFor()
    await volunteer.find('#staff').click()
    await volunteer
      .text('活动管理')
      .or(volunteer.text('我的活动'))
      .or(volunteer.text('现场签到'))
      .first()
      .click()
    await volunteer.find('[aria-label="银杏树下读书会，现场签到"]').click()
    await volunteer.find('#count').getByText('/ 1 人已签到').waitFor()
    // The network fails: the phone judges by itself, also whom it let in a moment ago.
    await volunteer.network('offline')
    await volunteer.press('扫码签到')
    await volunteer.sheet('扫描另一台手机的屏幕').click()
    await volunteer.find('#outcome').getByText('可以入场').waitFor()
    await volunteer.find('#outcome').getByText('周书恒').waitFor()
    await volunteer.find('#unsent').getByText('1 次扫码待上传').waitFor()
    await volunteer.press('扫下一位')
    await volunteer.sheet('扫描另一台手机的屏幕').click()
    await volunteer.find('#outcome').getByText('由 本机 签到').waitFor()
    // The app is killed, and forgets nothing; once the network is back, all is sent.
    await volunteer.crash()
    await volunteer.find('#unsent').getByText('1 次扫码待上传').waitFor()
    await volunteer.network('online')
    await volunteer.find('#latest').getByText('周书恒').waitFor()
    await volunteer.find('#unsent').waitFor({ state: 'detached' })
    expect(await volunteer.find('#conflicts').count()).toBe(0)
    await volunteer.press('扫码签到')
    await volunteer.sheet('扫描另一台手机的屏幕').click()
    await volunteer.find('#outcome').getByText('由 苏晓禾 签到').waitFor()
    await volunteer.text('撤销').first().click()
    await volunteer.text('扫错了人').click()
    await volunteer.find('#send-reason').click()
    await volunteer.text('还没有人签到').waitFor()
    await volunteer.press('扫码签到')
    await volunteer.sheet('扫描另一台手机的屏幕').click()
    await volunteer.find('#outcome').getByText('签到成功').waitFor()
  })
})

describe('a gift', () => {
  const entries = () => preview.world.cloud.database.count('ledger')

  test('is in the ledger once, thanked for, and on the roll, whatever becomes of the notification', async () => {
    const alumnus = await preview.phone('alumnus', 'pages/giving/giving')
    for (const choice of ['支付', '支付但丢失回调', '支付并通知两次']) {
      const before = await entries()
      await reachPaySheet(alumnus)
      await alumnus.sheet(choice).click()
      await alumnus.text('感谢').first().waitFor()
      expect(await entries()).toBe(before + 1)
      await alumnus.find('#honour-roll').click()
      await alumnus.text('周书恒').first().waitFor()
    }
  })
})
