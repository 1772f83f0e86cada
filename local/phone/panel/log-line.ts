/** Makes a line of the cloud's log readable: `[api] {"level":"info",…}` becomes `api  action  events.list  12 ms`. */

export interface LogLine {
  readonly text: string
  /** `info` for lines that are not ours to judge, such as what a library prints. */
  readonly level: string
}

/** A line of any other form is shown as it is. */
export function readLogLine(line: string): LogLine {
  const [, functionName, json] = /^\[([\w-]+)\] (\{.*\})$/.exec(line) ?? []
  const facts = json && parse(json)
  if (!facts) return { text: line, level: 'info' }
  const { level, event, action, ms, requestId, ...more } = facts
  const parts = [
    functionName,
    event,
    action,
    ...Object.entries(more).map(([name, value]) => `${name}=${value}`),
  ]
  if (ms !== undefined) parts.push(`${ms} ms`)
  if (level !== 'info' && requestId) parts.push(String(requestId))
  return { text: parts.filter((part) => part !== undefined).join('  '), level: String(level) }
}

function parse(json: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
