/** How a donor comes before the pay sheet: chooses a sum and agrees to be thanked. */
import type { PhoneFrame } from './preview'

export async function reachPaySheet(phone: PhoneFrame): Promise<void> {
  await phone.go('pages/giving/giving')
  await phone.text('银杏奖学金').first().click()
  await phone.press('我要捐赠')
  await phone.find('#amount').getByText('700', { exact: true }).click()
  await phone.press('捐赠')
  await phone.sheet('允许').click()
}
