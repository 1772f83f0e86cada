/** Keeps orders, refunds and notifications; what it was told to keep is on the disk when the call returns. */
import Database from 'libsql'

export interface Order {
  outTradeNo: string
  description: string
  amountFen: number
  payerOpenid: string
  attach?: string
  notifyUrl: string
  /** Only an order of cloudPay has one: the function that is called instead of a notify URL. */
  cloudFunction?: string
  /** The first request's parameters; a repeat has to have the same. */
  parameters: string
  prepayId: string
  prepaidAtMs: number
  createdAtMs: number
  /** Nobody can pay later, but the order stays open until the merchant closes it. */
  expiresAtMs: number
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'
  transactionId?: string
  paidAtMs?: number
}

/** How a refund ends: the money arrived, it could not, or the merchant had none for a week. */
export type RefundOutcome = 'SUCCESS' | 'ABNORMAL' | 'CLOSED'

export interface Refund {
  refundId: string
  outRefundNo: string
  outTradeNo: string
  amountFen: number
  reason?: string
  createdAtMs: number
  /** Until then it is being processed; afterwards it has this outcome. */
  settlesAtMs: number
  outcome: RefundOutcome
}

export interface NotificationRecord {
  id: string
  outTradeNo: string
  /** Where it goes when not where the order's own go: a URL, or for an order of cloudPay a function's name. */
  address?: string
  /** The same for every attempt; each attempt is signed afresh. */
  body: string
  /** `lost` is never delivered; `exhausted` had its last attempt without being acknowledged. */
  state: 'pending' | 'acknowledged' | 'exhausted' | 'lost'
  attempts: number
  /** When the next attempt is due, while pending. */
  dueAtMs: number
}

const tables = `
  CREATE TABLE IF NOT EXISTS orders (
    outTradeNo TEXT PRIMARY KEY, prepayId TEXT UNIQUE, transactionId TEXT UNIQUE, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS refunds (
    outRefundNo TEXT PRIMARY KEY, outTradeNo TEXT NOT NULL, document TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS notifications (
    id TEXT PRIMARY KEY, outTradeNo TEXT NOT NULL, state TEXT NOT NULL, document TEXT NOT NULL);
`

export class Store {
  private readonly database: Database.Database

  /** Opens or creates `dataFile`; without one, everything is gone with the process. */
  constructor(dataFile: string | undefined) {
    this.database = new Database(dataFile ?? ':memory:')
    if (dataFile) this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    this.database.exec(tables)
  }

  order(outTradeNo: string): Order | undefined {
    return this.read<Order>('SELECT document FROM orders WHERE outTradeNo = ?', outTradeNo)[0]
  }

  /** Only an order's latest prepay id finds it. */
  orderByPrepayId(prepayId: string): Order | undefined {
    return this.read<Order>('SELECT document FROM orders WHERE prepayId = ?', prepayId)[0]
  }

  orderByTransactionId(transactionId: string): Order | undefined {
    return this.read<Order>('SELECT document FROM orders WHERE transactionId = ?', transactionId)[0]
  }

  /** All orders, oldest first. */
  orders(): Order[] {
    return this.read<Order>('SELECT document FROM orders ORDER BY rowid')
  }

  saveOrder(order: Order): void {
    this.database
      .prepare(
        `INSERT INTO orders VALUES (?, ?, ?, ?) ON CONFLICT (outTradeNo) DO UPDATE
         SET prepayId = excluded.prepayId, transactionId = excluded.transactionId, document = excluded.document`,
      )
      .run(order.outTradeNo, order.prepayId, order.transactionId ?? null, JSON.stringify(order))
  }

  /** An order's notifications, oldest first. */
  notifications(outTradeNo: string): NotificationRecord[] {
    const select = 'SELECT document FROM notifications WHERE outTradeNo = ? ORDER BY rowid'
    return this.read<NotificationRecord>(select, outTradeNo)
  }

  pendingNotifications(): NotificationRecord[] {
    const select = `SELECT document FROM notifications WHERE state = 'pending' ORDER BY rowid`
    return this.read<NotificationRecord>(select)
  }

  saveNotification(record: NotificationRecord): void {
    this.database
      .prepare(
        `INSERT INTO notifications VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
         SET state = excluded.state, document = excluded.document`,
      )
      .run(record.id, record.outTradeNo, record.state, JSON.stringify(record))
  }

  refund(outRefundNo: string): Refund | undefined {
    return this.read<Refund>('SELECT document FROM refunds WHERE outRefundNo = ?', outRefundNo)[0]
  }

  /** An order's refunds, or all, oldest first. */
  refunds(outTradeNo?: string): Refund[] {
    if (outTradeNo === undefined) return this.read<Refund>('SELECT document FROM refunds ORDER BY rowid')
    return this.read<Refund>('SELECT document FROM refunds WHERE outTradeNo = ? ORDER BY rowid', outTradeNo)
  }

  /** Keeps a payment or a refund and the news of it together, or nothing. */
  save(change: { order: Order; refund?: Refund; notification?: NotificationRecord }): void {
    const saveAll = this.database.transaction(() => {
      this.saveOrder(change.order)
      if (change.refund) this.saveRefund(change.refund)
      if (change.notification) this.saveNotification(change.notification)
    })
    saveAll()
  }

  private saveRefund(refund: Refund): void {
    this.database
      .prepare('INSERT INTO refunds VALUES (?, ?, ?)')
      .run(refund.outRefundNo, refund.outTradeNo, JSON.stringify(refund))
  }

  close(): void {
    this.database.close()
  }

  private read<Document>(select: string, ...parameters: string[]): Document[] {
    const rows = this.database.prepare(select).all(...parameters) as { document: string }[]
    return rows.map((row) => JSON.parse(row.document) as Document)
  }
}
