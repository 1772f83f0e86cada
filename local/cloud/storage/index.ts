/** The cloud's files: functions do as they like, people what the rule allows, and URLs what they are signed for. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { MovableClock } from '../../clock'
import { CloudError, invalidParameter } from '../errors'
import type { Identity } from '../functions/identity'
import { type Files, FilesInFolder, FilesInMemory } from './files'
import { FileIds, requirePath } from './paths'
import { SignedUrls } from './signed-urls'

/**
 * The four rules of the console: everybody reads and the creator writes; only the creator reads and writes; everybody
 * reads and nobody writes; nobody does either. Functions always do both.
 */
export type StorageRule = 'READONLY' | 'PRIVATE' | 'ADMINWRITE' | 'ADMINONLY'

/** What a look inside shows of a file. */
export interface FileView {
  readonly fileID: string
  readonly path: string
  readonly sizeBytes: number
  readonly contentType: string
  readonly creatorOpenid?: string
  readonly uploadedAtMs: number
}

export interface TemporaryUrl {
  readonly fileID: string
  readonly code: string
  readonly tempFileURL: string
  readonly maxAge?: number
}

export interface DeletedFile {
  readonly fileID: string
  readonly code: string
}

/** As `{fileid, max_age}` on the wire. */
export interface WantedUrl {
  readonly fileID: string
  readonly maxAgeSeconds?: number
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/reference-sdk-api/storage/Cloud.getTempFileURL.html */
const mostFilesAtOnce = 50
const defaultMaxAgeSeconds = 600
const uploadWithinSeconds = 900
const largestFileBytes = 50 * 1024 * 1024

export interface StorageOptions {
  readonly env: string
  /** The cloud's own URL; files are served below `/storage`. */
  readonly url: string
  readonly clock: MovableClock
  readonly rule: StorageRule
  /** Absent: files are in memory. */
  readonly folder?: string
}

export class Storage {
  private readonly files: Files
  private readonly ids: FileIds
  private readonly urls: SignedUrls
  private readonly clock: MovableClock
  private readonly rule: StorageRule

  constructor({ env, url, clock, rule, folder }: StorageOptions) {
    this.files = folder === undefined ? new FilesInMemory() : new FilesInFolder(folder)
    this.ids = new FileIds(env)
    this.clock = clock
    this.rule = rule
    this.urls = new SignedUrls(`${url}/storage`, () => clock.now())
  }

  /** Where and with what permission the SDK may put a file. */
  uploadMetadata(cloudPath: unknown): object {
    const path = requirePath(cloudPath)
    const encodedPath = path.split('/').map(encodeURIComponent).join('/')
    return {
      url: this.urls.plain(encodedPath),
      token: 'local',
      authorization: this.urls.authorization(path, uploadWithinSeconds),
      fileId: this.ids.of(path),
      // It travels in a header, which takes nothing but ASCII.
      cosFileId: Buffer.from(this.ids.of(path)).toString('base64url'),
    }
  }

  /** @throws CloudError when there are more than fifty */
  async temporaryUrls(wanted: readonly WantedUrl[], identity?: Identity): Promise<TemporaryUrl[]> {
    requireFew(wanted)
    return Promise.all(wanted.map((file) => this.temporaryUrl(file, identity)))
  }

  async remove(fileIds: readonly string[], identity?: Identity): Promise<DeletedFile[]> {
    requireFew(fileIds)
    return Promise.all(
      fileIds.map(async (fileID) => {
        const path = this.ids.pathOf(fileID)
        const file = path === undefined ? undefined : await this.files.read(path)
        if (!file) return { fileID, code: 'STORAGE_FILE_NONEXIST' }
        if (identity && !this.mayWrite(identity, file.creatorOpenid))
          return { fileID, code: 'STORAGE_EXCEED_AUTHORITY' }
        await this.files.remove(file.path)
        return { fileID, code: 'SUCCESS' }
      }),
    )
  }

  /**
   * Keeps a file; an older one of that path is replaced.
   * @param identity absent for a function or a test, which may write everywhere
   * @returns its fileID
   * @throws CloudError INVALID_PARAM, STORAGE_EXCEED_AUTHORITY, STORAGE_REQUEST_FAIL
   */
  async upload(
    cloudPath: string,
    bytes: Buffer,
    {
      identity,
      contentType = 'application/octet-stream',
    }: { identity?: Identity; contentType?: string } = {},
  ): Promise<string> {
    const path = requirePath(cloudPath)
    if (bytes.length > largestFileBytes)
      throw new CloudError('STORAGE_REQUEST_FAIL', `[EntityTooLarge]: ${path} is larger than 50 MB`)
    const older = await this.files.read(path)
    const creatorOpenid = older ? older.creatorOpenid : identity?.openid
    if (identity && !this.mayWrite(identity, creatorOpenid))
      throw new CloudError('STORAGE_EXCEED_AUTHORITY', `[StorageExceedAuthority] ${path} may not be written`)
    await this.files.save({
      path,
      bytes,
      contentType,
      ...(creatorOpenid === undefined ? {} : { creatorOpenid }),
      uploadedAtMs: this.clock.now(),
    })
    return this.ids.of(path)
  }

  async list(): Promise<FileView[]> {
    const files = await this.files.list()
    return files.map(({ bytes, ...about }) => ({
      fileID: this.ids.of(about.path),
      sizeBytes: bytes.length,
      ...about,
    }))
  }

  async clear(): Promise<void> {
    for (const { path } of await this.files.list()) await this.files.remove(path)
  }

  /** The bytes behind a URL of this storage, signed or not; undefined for any other. */
  async contentAt(url: string): Promise<Buffer | undefined> {
    const parsed = URL.canParse(url) ? new URL(url) : undefined
    if (!parsed || !url.startsWith(this.urls.plain(''))) return undefined
    return (await this.files.read(pathIn(parsed)))?.bytes
  }

  /** Answers PUT and GET below /storage, with the storage's XML where it refuses. */
  async answer(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    const path = pathIn(url)
    if (request.method === 'PUT') await this.receive(path, request, body, response)
    else if (request.method === 'GET' || request.method === 'HEAD')
      await this.deliver(path, url, request.method === 'HEAD', response)
    else refuse(response, 405, 'MethodNotAllowed', `${request.method} is not offered by the local cloud`)
  }

  private async receive(
    path: string,
    { headers }: IncomingMessage,
    bytes: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const [sign = '', expiresAt = ''] = (headers.authorization ?? '').split('.')
    const fault = this.urls.fault('put', path, sign, expiresAt)
    if (fault) return refuse(response, 403, fault, `${path} may not be written with this signature`)
    if (bytes.length > largestFileBytes)
      return refuse(response, 400, 'EntityTooLarge', `${path} is larger than 50 MB`)
    await this.upload(path, bytes, { contentType: headers['content-type'] })
    response.writeHead(200).end()
  }

  private async deliver(path: string, url: URL, headOnly: boolean, response: ServerResponse): Promise<void> {
    const sign = url.searchParams.get('sign') ?? ''
    const fault = this.everybodyReads
      ? undefined
      : this.urls.fault('get', path, sign, url.searchParams.get('t') ?? '')
    if (fault) return refuse(response, 403, fault, `${path} may not be read with this URL`)
    const file = await this.files.read(path)
    if (!file) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.')
    response.writeHead(200, {
      'content-type': file.contentType,
      'content-length': file.bytes.length,
      // A phone in a browser is served from another port, and asks as a phone does: from anywhere.
      'access-control-allow-origin': '*',
    })
    response.end(headOnly ? undefined : file.bytes)
  }

  private async temporaryUrl(
    { fileID, maxAgeSeconds = defaultMaxAgeSeconds }: WantedUrl,
    identity?: Identity,
  ): Promise<TemporaryUrl> {
    const path = this.ids.pathOf(fileID)
    const file = path === undefined ? undefined : await this.files.read(path)
    if (!file) return { fileID, code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' }
    if (identity && !this.mayRead(identity, file.creatorOpenid))
      return { fileID, code: 'STORAGE_EXCEED_AUTHORITY', tempFileURL: '' }
    const tempFileURL = this.everybodyReads
      ? this.urls.plain(file.path)
      : this.urls.temporary(file.path, maxAgeSeconds)
    return { fileID, code: 'SUCCESS', tempFileURL, maxAge: maxAgeSeconds }
  }

  private get everybodyReads(): boolean {
    return this.rule === 'READONLY' || this.rule === 'ADMINWRITE'
  }

  private mayRead({ openid }: Identity, creatorOpenid: string | undefined): boolean {
    return (
      this.everybodyReads || (this.rule === 'PRIVATE' && openid !== undefined && openid === creatorOpenid)
    )
  }

  private mayWrite({ openid }: Identity, creatorOpenid: string | undefined): boolean {
    const creatorWrites = this.rule === 'PRIVATE' || this.rule === 'READONLY'
    return creatorWrites && openid !== undefined && openid === creatorOpenid
  }
}

function pathIn(url: URL): string {
  return decodeURIComponent(url.pathname.slice('/storage/'.length))
}

function requireFew(list: readonly unknown[]): void {
  if (list.length === 0 || list.length > mostFilesAtOnce)
    throw invalidParameter(`one to ${mostFilesAtOnce} files go at once, not ${list.length}`)
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const escaped = message.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
  const error = `<Code>${code}</Code><Message>${escaped}</Message><Resource/><RequestId>local</RequestId><TraceId>local</TraceId>`
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<?xml version='1.0' encoding='utf-8' ?><Error>${error}</Error>`)
}
