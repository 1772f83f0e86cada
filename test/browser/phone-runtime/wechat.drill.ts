/** What WeChat does around a page: the cloud, the till, the scanner, consent, dialogs. */
import type { Page } from 'playwright-core'
import { host, newPage, open, origin, ready, shown, showsOutcome } from '../../support/fixture-phone'

describe('the cloud', () => {
  test('is called by function, for the persona who holds the phone', async () => {
    const page = await open('pages/first/first', { persona: 'chen' })
    await shown(page).getByText('云函数').click()
    await shown(page).getByText('回声！').waitFor()
    expect(host.heard).toEqual([
      { path: 'call', body: { persona: 'chen', name: 'echo', data: { words: '回声' } } },
    ])
  })

  test('rejects with the code and the words of the function', async () => {
    const page = await open('pages/first/first')
    const error = await page.evaluate(() => {
      const { callFunction } = window.wx.cloud as unknown as {
        callFunction(options: object): Promise<unknown>
      }
      return callFunction({ name: 'gone' }).catch((caught: unknown) => caught)
    })
    expect(error).toEqual({ errCode: -501000, errMsg: 'cloud.callFunction:fail 没有这个函数' })
  })

  test('is out of reach offline, and the phone says so', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => {
      window.wx.onNetworkStatusChange?.((status: { isConnected: boolean }) =>
        document.body.append(`在线 ${status.isConnected}`),
      )
      if (window.phone) window.phone.network = 'offline'
    })
    await page.getByText('在线 false').waitFor()
    await shown(page).getByText('云函数').click()
    await shown(page).getByText('cloud.callFunction:fail request:fail').waitFor()
    expect(host.heard).toEqual([])
    expect(await page.evaluate(() => window.wx.getNetworkType?.())).toMatchObject({ networkType: 'none' })
  })

  test('may have worked although the reply was lost', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => {
      if (window.phone) window.phone.network = 'failing'
    })
    await shown(page).getByText('云函数').click()
    await shown(page).getByText('cloud.callFunction:fail request:fail timeout').waitFor()
    expect(host.heard).toHaveLength(1)
  })

  test('waits three seconds on a slow network', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => {
      if (window.phone) window.phone.network = 'slow'
    })
    const startedMs = Date.now()
    await shown(page).getByText('云函数').click()
    await page.getByText('请稍候').waitFor()
    await shown(page).getByText('回声！').waitFor()
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(3000)
  })
})

describe('the till', () => {
  test.each([
    ['支付', 'pay', '{"errMsg":"requestPayment:ok"}'],
    ['支付但丢失回调', 'payLoseCallback', '{"errMsg":"requestPayment:ok"}'],
    ['支付并通知两次', 'payNotifyTwice', '{"errMsg":"requestPayment:ok"}'],
    ['取消', 'cancel', '{"errMsg":"requestPayment:fail cancel"}'],
    ['支付失败', 'fail', '{"errMsg":"requestPayment:fail"}'],
  ])('ends by 「%s」', async (button, chosen, answer) => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('付款').click()
    const till = page.getByRole('dialog', { name: '微信支付' })
    expect(await till.textContent()).toMatch(/某大学教育基金会[\s\S]*12,345\.00[\s\S]*校庆捐赠/)
    await till.getByRole('button', { name: button, exact: true }).click()
    await showsOutcome(page, answer)
    expect(host.heard.at(-1)).toEqual({
      path: 'payment/finish',
      body: { persona: 'lin', prepayId: 'p', outcome: chosen },
    })
  })

  test('does not open for a bad signature', async () => {
    const page = await open('pages/powers/powers')
    const error = await page.evaluate(() => {
      const { requestPayment } = window.wx as unknown as { requestPayment(options: object): Promise<unknown> }
      return requestPayment({ paySign: 'forged' }).catch((caught: unknown) => caught)
    })
    expect(error).toEqual({ errMsg: 'requestPayment:fail 支付验证签名失败' })
  })
})

describe('the scanner', () => {
  test('takes a listed code, a typed one, and the panel’s', async () => {
    const page = await open('pages/powers/powers')
    const scan = shown(page).getByText('扫码')
    await scan.click()
    await page.getByRole('button', { name: '签到码' }).click()
    await showsOutcome(page, '"result":"https://example.edu/1","scanType":"QR_CODE"')
    await scan.click()
    await page.getByLabel('二维码内容').fill('pages/enter/enter?scene=abc')
    await page.getByRole('button', { name: '识别' }).click()
    await showsOutcome(page, '"scanType":"WX_CODE","charSet":"utf-8","path":"pages/enter/enter?scene=abc"')
    await scan.click()
    await page.getByLabel('二维码内容').waitFor()
    await page.evaluate(() => window.phone?.scan('给它的'))
    await showsOutcome(page, '"result":"给它的"')
    await scan.click()
    await page.getByRole('dialog', { name: '扫一扫' }).getByRole('button', { name: '关闭' }).click()
    await showsOutcome(page, 'scanCode:fail cancel')
  })

  test('reads the code on the other phone’s screen', async () => {
    const page = await newPage({ size: { width: 900, height: 900 } })
    await page.goto(origin)
    const [first, second] = ['phone1', 'phone2'].map((name) => page.frame({ name }))
    if (!first || !second) throw new Error('the page has no two phones')
    await Promise.all([ready(first), ready(second)])
    // Drawn once its page is ready.
    await second.waitForFunction(() => document.querySelector('canvas')?.width !== 300)
    await shown(first).getByText('扫码').click()
    await first.getByRole('button', { name: '扫描另一台手机的屏幕' }).click()
    await showsOutcome(first, '"path":"pages/powers/powers?scene=ticket-7"')
  })
})

describe('consent', () => {
  test('to messages is told to the server', async () => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('订阅').click()
    await page.getByRole('button', { name: '拒绝' }).click()
    await showsOutcome(page, '"提醒":"reject"')
    await shown(page).getByText('订阅').click()
    await page.getByRole('button', { name: '允许' }).click()
    await showsOutcome(page, '"通知":"accept"')
    expect(host.heard.map(({ body }) => body.accepted)).toEqual([[], ['提醒', '通知']])
  })

  test('to the phone number and the avatar is the person’s', async () => {
    const page = await open('pages/powers/powers', { touch: true })
    await shown(page).getByRole('button', { name: '手机号' }).tap()
    await page.getByRole('button', { name: '不允许' }).tap()
    await showsOutcome(page, 'getPhoneNumber:fail user deny')
    await shown(page).getByRole('button', { name: '手机号' }).tap()
    await page.getByRole('button', { name: '允许', exact: true }).tap()
    await showsOutcome(page, '{"errMsg":"getPhoneNumber:ok","code":"the code of this tap"}')
    await shown(page).getByRole('button', { name: '头像' }).tap()
    await page.getByRole('button', { name: '头像 2' }).tap()
    await showsOutcome(page, 'picture load')
  })

  test('to the phone number helps nothing when no more taps are paid for, and the phone says so', async () => {
    const page = await open('pages/powers/powers', { persona: 'poor' })
    await shown(page).getByRole('button', { name: '手机号' }).click()
    await page.getByRole('button', { name: '允许', exact: true }).click()
    await page.getByText('该功能使用次数已达当前小程序上限').waitFor()
    await showsOutcome(page, '"errno":1400001')
  })
})

describe('files of the cloud', () => {
  const cloud = (page: Page, name: string, options: object) =>
    page.evaluate(
      ([called, given]) => {
        const api = window.wx.cloud as unknown as Record<string, (options: object) => Promise<unknown>>
        return api[called]?.(given).catch((caught: unknown) => caught)
      },
      [name, options] as const,
    )

  test('go up with their type, under the path that the mini-program chose', async () => {
    const page = await open('pages/powers/powers')
    await shown(page).getByRole('button', { name: '头像' }).click()
    await page.getByRole('button', { name: '头像 1' }).click()
    await showsOutcome(page, 'picture load')
    expect(host.heard[0]).toEqual({
      path: 'upload',
      body: { persona: 'lin', cloudPath: 'avatars/1.jpg', type: 'image/jpeg', bytes: expect.any(Number) },
    })
    expect(host.heard[1]).toMatchObject({
      path: 'file-urls',
      body: { fileIDs: ['cloud://env.bucket/avatars/1.jpg'] },
    })
  })

  test('that are lost are an error of the image, and of the file in a list', async () => {
    const page = await open('pages/powers/powers')
    await page.evaluate(() => (window.wx.cloud as unknown as { init(): void }).init())
    await shown(page).getByText('丢失').click()
    await showsOutcome(page, 'picture error')
    const fileList = ['cloud://env.bucket/a.jpg', { fileID: 'cloud://env.bucket/lost.jpg' }]
    expect(await cloud(page, 'getTempFileURL', { fileList })).toMatchObject({
      fileList: [
        { fileID: 'cloud://env.bucket/a.jpg', tempFileURL: expect.any(String), status: 0 },
        {
          fileID: 'cloud://env.bucket/lost.jpg',
          tempFileURL: '',
          status: 1,
          errMsg: 'STORAGE_FILE_NONEXIST',
        },
      ],
    })
  })

  test('that may not be written are refused with the number and the words of the cloud', async () => {
    const page = await open('pages/powers/powers')
    await page.evaluate(() => (window.wx.cloud as unknown as { init(): void }).init())
    const refused = await cloud(page, 'uploadFile', { cloudPath: 'forbidden.jpg', filePath: 'data:,x' })
    expect(refused).toEqual({ errCode: -503002, errMsg: 'cloud.uploadFile:fail 不是您的文件' })
  })
})

describe('dialogs and the device', () => {
  test('answer as on a phone', async () => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('弹窗').click()
    await page.getByRole('dialog', { name: '请确认' }).getByRole('button', { name: '确定' }).click()
    await showsOutcome(page, '{"errMsg":"showModal:ok","confirm":true,"cancel":false}')
    await shown(page).getByText('菜单').click()
    await page.getByRole('button', { name: '乙' }).click()
    await showsOutcome(page, '{"errMsg":"showActionSheet:ok","tapIndex":1}')
    await shown(page).getByText('量').click()
    await showsOutcome(page, '0 true')
  })

  test('remember what is stored, for each persona on each phone', async () => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('存', { exact: true }).click()
    await page.reload()
    await ready(page)
    await shown(page).getByText('取', { exact: true }).click()
    await showsOutcome(page, '{"text":"草稿","at":[1,2]}')
    for (const other of [{ persona: 'chen' }, { phone: '2' }]) {
      const beside = await open('pages/powers/powers', other)
      await shown(beside).getByText('取', { exact: true }).click()
      await showsOutcome(beside, '""')
    }
    await page.evaluate(() => window.phone?.clearStorage())
    await shown(page).getByText('取', { exact: true }).click()
    await showsOutcome(page, '""')
  })
})

describe('a file of the mini-program’s own', () => {
  type Files = Record<string, (options: object) => Promise<{ errMsg: string }>>

  const asked = (page: Page, name: 'openDocument' | 'shareFileMessage', options: object) =>
    page.evaluate(
      ([call, given]) => {
        const caught = (error: unknown) => error as { errMsg: string }
        return (window.wx as unknown as Files)[call]?.(given).catch(caught)
      },
      [name, options] as const,
    )

  const written = (page: Page, filePath: string) =>
    page.evaluate((path) => {
      const manager = window.wx.getFileSystemManager?.() as unknown as Files
      const caught = (error: unknown) => error as { errMsg: string }
      return manager.writeFile?.({ filePath: path, data: btoa('PK'), encoding: 'base64' }).catch(caught)
    }, filePath)

  test('is written, opened, and sent to a chat or not', async () => {
    const page = await open('pages/powers/powers')
    const filePath = 'wxfile://usr/data.xlsx'
    expect(await written(page, filePath)).toEqual({ errMsg: 'writeFile:ok' })
    expect(await asked(page, 'openDocument', { filePath })).toEqual({ errMsg: 'openDocument:ok' })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog', { name: '打开文件' }).getByRole('button', { name: '保存到电脑' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('data.xlsx')
    const sharing = asked(page, 'shareFileMessage', { filePath, fileName: '我的数据.xlsx' })
    const dialog = page.getByRole('dialog', { name: '发送给朋友' })
    await dialog.getByText('我的数据.xlsx').waitFor()
    await dialog.getByRole('button', { name: '关闭' }).click()
    expect(await sharing).toEqual({ errMsg: 'shareFileMessage:fail cancel' })
  })

  test('is refused where a phone refuses it', async () => {
    const page = await open('pages/powers/powers')
    expect(await written(page, '/elsewhere/data.xlsx')).toEqual({
      errMsg: 'writeFile:fail permission denied, open /elsewhere/data.xlsx',
    })
    await written(page, 'wxfile://usr/data.json')
    expect(await asked(page, 'openDocument', { filePath: 'wxfile://usr/data.json' })).toEqual({
      errMsg: 'openDocument:fail filetype not supported',
    })
    expect(await asked(page, 'shareFileMessage', { filePath: 'wxfile://usr/none.json' })).toEqual({
      errMsg: "shareFileMessage:fail file doesn't exist, wxfile://usr/none.json",
    })
  })
})
