/** The process that functions run in: many instances side by side, each with its own modules, environment and time. */
import { Instance } from './instance'
import type { FromHost, RunMessage, ToHost } from './messages'

const instances = new Map<number, Instance>()
let aheadMs = 0

function say(message: FromHost): void {
  if (process.connected) process.send?.(message)
}

function instanceFor(message: RunMessage): Instance {
  const known = instances.get(message.instance)
  if (known) return known
  const created = new Instance(
    message,
    () => Date.now() + aheadMs,
    (line, token) => say({ type: 'log', functionName: message.functionName, line, token }),
  )
  instances.set(message.instance, created)
  return created
}

async function run(message: RunMessage): Promise<void> {
  const { token } = message
  let instance: Instance | undefined
  try {
    instance = instanceFor(message)
    say({ type: 'started', token })
    const result = await instance.run(message)
    if (!instance.isDiscarded) say({ type: 'answered', token, result })
  } catch (error) {
    if (!instance?.isDiscarded) say({ type: 'failed', token, reason: describe(error) })
  }
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? error.message
  return typeof error === 'string' ? error : JSON.stringify(error)
}

process.on('message', (message: ToHost) => {
  if (message.type === 'clock') aheadMs = message.aheadMs
  else if (message.type === 'discard') {
    instances.get(message.instance)?.discard()
    instances.delete(message.instance)
    say({ type: 'discarded', instance: message.instance })
  } else void run(message)
})
process.on('disconnect', () => process.exit())
process.on('unhandledRejection', (reason) => {
  say({ type: 'log', functionName: 'functions', line: `an error that nobody caught: ${describe(reason)}` })
})
process.on('uncaughtException', (error) => {
  say({ type: 'log', functionName: 'functions', line: `an error that nobody caught: ${describe(error)}` })
})
// Each instance's libraries listen to the one process.
process.setMaxListeners(0)
