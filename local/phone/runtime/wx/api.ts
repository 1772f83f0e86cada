/** The calling convention of wx: one object of options, with callbacks or a promise for the answer. */

interface Callbacks {
  success?(result: object): void
  fail?(error: object): void
  complete?(outcome: object): void
}

/** A failure with WeChat's own number and words. */
export class WxError extends Error {
  constructor(
    message: string,
    readonly errCode?: number,
  ) {
    super(message)
  }
}

// biome-ignore lint/suspicious/noConfusingVoidType: most calls answer nothing
type Answer = object | void

/**
 * Makes a function of wx. It starts after the caller's script, as on a phone; without callbacks it returns a promise.
 * The answer carries `errMsg`: `name:ok` or `name:fail …`.
 */
export function wxFunction<Options extends object>(
  name: string,
  run: (options: Options) => Answer | Promise<Answer>,
) {
  return (options?: Options & Callbacks): Promise<object> | undefined => {
    const { success, fail, complete, ...rest } = (options ?? {}) as Callbacks
    const outcome = Promise.resolve()
      .then(() => run(rest as Options))
      .then(
        (answer) => ({ errMsg: `${name}:ok`, ...answer }),
        (error: unknown) => {
          throw failure(name, error)
        },
      )
    if (!success && !fail && !complete) return outcome
    outcome.then(
      (answer) => {
        success?.(answer)
        complete?.(answer)
      },
      (error: object) => {
        fail?.(error)
        complete?.(error)
      },
    )
    return undefined
  }
}

function failure(name: string, error: unknown): { errMsg: string; errCode?: number } {
  const message = error instanceof Error ? error.message : String(error)
  const errMsg = message.startsWith(`${name}:`) ? message : `${name}:fail ${message}`
  return error instanceof WxError && error.errCode !== undefined
    ? { errMsg, errCode: error.errCode }
    : { errMsg }
}

/** A pair `onX`/`offX` over a set of listeners. */
export function listenable<Listener>(listeners: Set<Listener>) {
  return {
    on: (listener: Listener) => void listeners.add(listener),
    off: (listener?: Listener) => {
      if (listener) listeners.delete(listener)
      else listeners.clear()
    },
  }
}
