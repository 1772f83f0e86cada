/** One JSON line per event, free of personal data: what happened, how long it took, under which request id. */
type Facts = Readonly<Record<string, string | number | boolean | undefined>>

// An openid, a mobile number, an identity-card number: none belongs in a log, wherever it slipped into a message.
const personal = [/\bo[A-Za-z0-9_-]{27}\b/g, /\b1\d{10}\b/g, /\b\d{17}[\dXx]\b/g]

const redacted = (text: string) => personal.reduce((rest, pattern) => rest.replace(pattern, '…'), text)

const line = (level: string, event: string, facts: Facts) =>
  redacted(JSON.stringify({ level, event, ...facts }))

export const log = {
  info(event: string, facts: Facts = {}): void {
    console.info(line('info', event, facts))
  },
  /** Something a person should look at. */
  warn(event: string, facts: Facts = {}): void {
    console.warn(line('warn', event, facts))
  },
  /** Something unforeseen; the first lines of its stack come along. */
  error(event: string, error: unknown, facts: Facts = {}): void {
    const { stack, errMsg, message } = error as { stack?: string; errMsg?: string; message?: string }
    const why = errMsg ?? message ?? String(error)
    const where = (stack ?? '').split('\n').slice(1, 6).join(' ').slice(0, 600)
    console.error(line('error', event, { ...facts, why: why.slice(0, 400), where }))
  },
}
