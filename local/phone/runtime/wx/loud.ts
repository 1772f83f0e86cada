/** An object whose missing members can be asked for, but not called without a noise. */
import { unsupported } from '../errors'

/** Calling what `members` lacks throws an error by name and shows it; `in` tells the truth. */
export function loud<Members extends object>(name: string, members: Members): Members {
  return new Proxy(members, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key)
      return () => unsupported(`${name}.${key}`)
    },
  })
}
