/** Keeps orders and notifications; what it was told to keep is on the disk when the call returns. */
import Database from 'libsql'

export interface Order {
  outTradeNo: string
  description: string
  amountFen: number
  payerOpenid: string
  attach?: string
  notifyUrl: string
  /** The first request's parameters; a repeat has to have the same. */
  parameters: string
  prepayId: string
  prepaidAtMs: number
  createdAtMs: number
  /** Nobody can pay later, but the order stays open until the merchant closes it. */
  expiresAtMs: number
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  transactionId?: string
  paidAtMs?: number
}

export interface NotificationRecord {
  id: string
  outTradeNo: string
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

  /** Keeps a payment and the news of it together, or neither. */
  savePaid(order: Order, record: NotificationRecord): void {
    const saveBoth = this.database.transaction(() => {
      this.saveOrder(order)
      this.saveNotification(record)
    })
    saveBoth()
  }

  close(): void {
    this.database.close()
  }

  private read<Document>(select: string, ...parameters: string[]): Document[] {
    const rows = this.database.prepare(select).all(...parameters) as { document: string }[]
    return rows.map((row) => JSON.parse(row.document) as Document)
  }
}
