/** WeChat's till: what is paid, to whom, and every way in which paying can end. */
import type { PaymentOutcome, PaymentSheet } from '../host'
import { heading, make, makeButton, openSheet } from './sheet'

/** @returns how the person decided; closing the sheet is cancelling */
export async function askForPayment({
  description,
  payee,
  amountFen,
}: PaymentSheet): Promise<PaymentOutcome> {
  const outcome = await openSheet<PaymentOutcome>(
    { label: '微信支付', className: 'phone-sheet', closable: false },
    (answer) => {
      const choice = (text: string, kind: 'primary' | 'default' | 'text', value: PaymentOutcome) =>
        makeButton(text, kind, () => answer(value))
      const yuan = (amountFen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })
      return [
        heading('微信支付', () => answer('cancel')),
        make('p', 'phone-payment-payee', payee),
        make('p', 'phone-payment-amount', make('small', '', '¥'), yuan),
        make(
          'dl',
          'phone-payment-details',
          make('dt', '', '商品'),
          make('dd', '', description),
          make('dt', '', '支付方式'),
          make('dd', '', '零钱'),
        ),
        choice('支付', 'primary', 'pay'),
        choice('取消', 'default', 'cancel'),
        make(
          'div',
          'phone-payment-faults',
          make('span', '', '演练：'),
          choice('支付失败', 'text', 'fail'),
          choice('支付但丢失回调', 'text', 'payLoseCallback'),
          choice('支付并通知两次', 'text', 'payNotifyTwice'),
        ),
      ]
    },
  )
  return outcome ?? 'cancel'
}
