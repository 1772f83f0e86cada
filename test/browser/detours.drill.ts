/** The three journeys, where they go another way: nobody knows the newcomer, the payment fails, the network is gone. */
import { reachPaySheet } from '../support/pay-sheet'
import { PreviewForTests } from '../support/preview'

jest.setTimeout(90_000)

let preview: PreviewForTests

beforeAll(async () => {
  preview = await PreviewForTests.open()
})

afterEach(() => preview.clearDesk())

afterAll(() => preview.close())

test('somebody the roster does not know waits, a reviewer accepts, and the card shows it', async () => {
  const [visitor, reviewer] = await preview.twoPhones('visitor', 'reviewer', 'pages/me/me')
  await visitor.find('#scan').click()
  await visitor.codeToScan('计算机与人工智能学院').click()
  await visitor.find('#name input').fill('欧阳若水')
  await visitor.find('#entry-year').getByRole('button').click()
  await visitor.text('1985 级').click()
  await visitor.find('#entry-year').getByRole('button').click()
  await visitor.showsChosen()
  await visitor.text('1999 级').click()
  await visitor.find('#agree').getByText('我已年满十四周岁').click()
  await visitor.press('提交登记')
  await visitor.sheet('允许').click()
  await visitor.text('学校正在核对您的信息').waitFor()

  await reviewer.find('#staff').click()
  await reviewer.find('#waiting').getByText('待审核登记').click()
  await reviewer.text('欧阳若水').click()
  await reviewer.text('名册中没有同名记录').waitFor()
  await reviewer.press('通过认证')
  await reviewer.sheet('直接通过').click()
  await reviewer.find('#accept').waitFor({ state: 'detached' })

  await visitor.go('pages/me/me')
  await visitor.find('#my-card').click()
  await visitor.find('#card-code canvas').waitFor()
  await preview.world.tick()
  expect(preview.world.cloud.messages.sent().at(-1)?.openid).toBe(preview.world.persona('visitor').openid)
})

const entries = () => preview.world.cloud.database.count('ledger')

test('a gift that was not paid is in no ledger, and the same order can be paid', async () => {
  const alumnus = await preview.phone('alumnus', 'pages/giving/giving')
  for (const choice of ['取消', '支付失败']) {
    const before = await entries()
    await reachPaySheet(alumnus)
    await alumnus.sheet(choice).click()
    await alumnus.find('#standing').waitFor()
    expect(await entries()).toBe(before)
    const orders = await preview.world.cloud.database.count('orders')
    await alumnus.press('继续支付')
    await alumnus.sheet('允许').click()
    await alumnus.sheet('支付').click()
    await alumnus.text('感谢').first().waitFor()
    expect(await entries()).toBe(before + 1)
    expect(await preview.world.cloud.database.count('orders')).toBe(orders)
  }
})

describe('a lost network', () => {
  test('leaves what a page shows, says that it may be old, and is over when it is over', async () => {
    const [alumnus, visitor] = await preview.twoPhones('alumnus', 'visitor', 'pages/events/events')
    await alumnus.text('校友返校日').waitFor()
    await alumnus.network('offline')
    await alumnus.tab('我的')
    await alumnus.tab('活动')
    await alumnus.text('网络未连接，显示的可能不是最新内容').waitFor()
    await alumnus.text('校友返校日').waitFor()
    await visitor.network('offline')
    await visitor.tab('捐赠')
    await visitor.text('请检查手机网络').waitFor()
    await alumnus.network('online')
    await alumnus.tab('捐赠')
    await alumnus.tab('活动')
    await alumnus.text('网络未连接').waitFor({ state: 'detached' })
    await visitor.network('online')
    await visitor.text(/^重试$/).click()
    await visitor.text('银杏奖学金').first().waitFor()
  })

  test('when a reply is lost, the same tap again is the same sign-up', async () => {
    const treasurer = await preview.phone('treasurer', 'pages/events/events')
    await treasurer.text('校友返校日').click()
    await treasurer.press('报名')
    await treasurer.find('#confirm').waitFor()
    await treasurer.network('failing')
    await treasurer.press('确认报名')
    await treasurer.sheet('允许').click()
    await treasurer.find('#problem').waitFor()
    await treasurer.network('online')
    await treasurer.press('重试')
    await treasurer.sheet('允许').click()
    await treasurer.find('#ticket canvas').waitFor()
    const signUps = await preview.world.cloud.database.count('signUps', {
      eventId: 'event-homecoming',
      name: '唐慎微',
    })
    expect(signUps).toBe(1)
  })
})
