/** URLs that carry their own permission: for one method on one file, until a moment of the movable clock. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export type Permission = 'get' | 'put'

export class SignedUrls {
  private readonly key = randomBytes(32)

  constructor(
    /** Where files are served, without a slash at the end. */
    private readonly baseUrl: string,
    private readonly now: () => number,
  ) {}

  /** Without signature: good for ever where the storage's rule lets everybody read. */
  plain(path: string): string {
    return `${this.baseUrl}/${path}`
  }

  /** The path is not encoded in it: the SDK does that. */
  temporary(path: string, maxAgeSeconds: number): string {
    const expiresAt = Math.floor(this.now() / 1000) + maxAgeSeconds
    return `${this.plain(path)}?sign=${this.sign('get', path, expiresAt)}&t=${expiresAt}`
  }

  /** What the uploader sends as `authorization`. */
  authorization(path: string, maxAgeSeconds: number): string {
    const expiresAt = Math.floor(this.now() / 1000) + maxAgeSeconds
    return `${this.sign('put', path, expiresAt)}.${expiresAt}`
  }

  /** Why the permission does not hold, in the storage's words; undefined when it does. */
  fault(permission: Permission, path: string, sign: string, expiresAt: string): string | undefined {
    const wanted = Buffer.from(this.sign(permission, path, Number(expiresAt)))
    const given = Buffer.from(sign)
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return 'SignatureDoesNotMatch'
    if (Number(expiresAt) * 1000 < this.now()) return 'RequestIsExpired'
    return undefined
  }

  private sign(permission: Permission, path: string, expiresAt: number): string {
    return createHmac('sha256', this.key).update(`${permission}\n${path}\n${expiresAt}`).digest('hex')
  }
}
