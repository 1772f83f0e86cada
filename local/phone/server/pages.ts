/** Lists the pages of a mini-program, so that the panel can jump to them. */
import fs from 'node:fs/promises'
import path from 'node:path'

export interface PageEntry {
  /** Without a leading slash, e.g. `staff/today/today`. */
  readonly path: string
  /** As in the navigation bar; the path where a page sets none. */
  readonly title: string
  /** The subpackage's root, e.g. `staff`; empty for the main package. */
  readonly group: string
}

interface AppConfig {
  pages: string[]
  subPackages?: Subpackage[]
  subpackages?: Subpackage[]
}

interface Subpackage {
  root: string
  pages: string[]
}

/** In the order of app.json, the main package first. `root` is the folder miniprogram/. */
export async function listPages(root: string): Promise<PageEntry[]> {
  const app = (await readJson(path.join(root, 'app.json'))) as AppConfig
  const groups = [{ root: '', pages: app.pages }, ...(app.subPackages ?? []), ...(app.subpackages ?? [])]
  const entries = groups.flatMap((group) =>
    group.pages.map((page) => ({
      group: group.root.replace(/\/$/, ''),
      path: path.posix.join(group.root, page),
    })),
  )
  return Promise.all(entries.map(async (entry) => ({ ...entry, title: await titleOf(root, entry.path) })))
}

async function titleOf(root: string, page: string): Promise<string> {
  const config = (await readJson(path.join(root, `${page}.json`)).catch(() => ({}))) as Record<
    string,
    unknown
  >
  return String(config.navigationBarTitleText || page)
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await fs.readFile(file, 'utf8'))
}
