/** What a file in the cloud may be called, and the fileID that stands for it everywhere. */
import { invalidParameter } from '../errors'

/** @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/storage/naming.html */
const longestPathBytes = 850

/** CAN, EM, SUB and ESC, which the real storage does not take either. */
const isArrow = (character: string) => character >= '\u0018' && character <= '\u001b'

/** @throws CloudError INVALID_PARAM naming the rule that the path breaks */
export function requirePath(path: unknown): string {
  const broken = ruleBrokenBy(path)
  if (broken) throw invalidParameter(`cloudPath ${broken}: ${JSON.stringify(path)}`)
  return path as string
}

function ruleBrokenBy(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') return 'must not be empty'
  if (path.startsWith('/')) return 'must not begin with /'
  if (path.endsWith('/')) return 'must not end with /'
  if (path.includes('//')) return 'must not contain //'
  if (Buffer.byteLength(path) > longestPathBytes) return `must not be longer than ${longestPathBytes} bytes`
  if ([...path].some(isArrow)) return 'must not contain control characters'
  // A URL with such a part leads elsewhere before anyone sees it.
  if (path.split('/').some((part) => part === '.' || part === '..')) return 'must not contain /./ or /../'
  return undefined
}

/** Turns paths into fileIDs and back, for the one bucket that an environment has. */
export class FileIds {
  private readonly prefix: string

  constructor(env: string) {
    // The bucket's name begins with the environment's first two characters in hexadecimal, as on the platform.
    const bucket = `${Buffer.from(env.slice(0, 2)).toString('hex')}-${env}-1250000000`
    this.prefix = `cloud://${env}.${bucket}/`
  }

  of(path: string): string {
    return this.prefix + path
  }

  /** Undefined for what is no file of this environment. */
  pathOf(fileId: unknown): string | undefined {
    if (typeof fileId !== 'string' || !fileId.startsWith(this.prefix)) return undefined
    return fileId.slice(this.prefix.length) || undefined
  }
}
