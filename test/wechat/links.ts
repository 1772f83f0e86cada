/**
 * Follows every reference between compiled files, which the project compiler does not: each must lead to a file of
 * the package, and to one that is loaded, which another subpackage's is not.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/subpackages/basic.html
 */
import path from 'node:path'

export interface Link {
  readonly from: string
  readonly to: string
}

export interface Links {
  readonly links: readonly Link[]
  readonly problems: readonly string[]
}

interface AppConfiguration {
  readonly pages: readonly string[]
  readonly subPackages?: readonly SubPackage[]
  readonly subpackages?: readonly SubPackage[]
}

interface SubPackage {
  readonly root: string
  readonly pages: readonly string[]
}

export const mainPackage = '__APP__'

/** Names the package of a file: a subpackage's root such as `giving/`, or `mainPackage`. */
export function packages(files: ReadonlyMap<string, Buffer>): (file: string) => string {
  const roots = subPackagesOf(files).map(rootOf)
  return (file) => roots.find((root) => file.startsWith(root)) ?? mainPackage
}

/** @param files the compiled mini-program, by path */
export function followLinks(files: ReadonlyMap<string, Buffer>): Links {
  const packageOf = packages(files)
  const links: Link[] = []
  const problems: string[] = []
  for (const [from, content] of files) {
    const kind = kinds.find(({ ending }) => from.endsWith(ending))
    if (!kind) continue
    for (const specifier of new Set(kind.specifiers(content.toString()))) {
      const to = candidates(from, specifier, kind.suffixes).find((file) => files.has(file))
      if (to === undefined) {
        problems.push(`${from}: "${specifier}" is not in the package`)
        continue
      }
      links.push({ from, to })
      if (![packageOf(from), mainPackage].includes(packageOf(to)))
        problems.push(`${from}: "${specifier}" is in another subpackage, which need not be loaded`)
    }
  }
  return { links, problems: [...problems, ...lostPages(files)] }
}

interface Kind {
  readonly ending: string
  /** What may be left out at the end of a specifier. */
  readonly suffixes: readonly string[]
  specifiers(text: string): readonly string[]
}

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

const kinds: readonly Kind[] = [
  {
    ending: '.js',
    suffixes: ['', '.js', '/index.js'],
    specifiers: (text) => matches(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g),
  },
  {
    ending: '.wxs',
    suffixes: [''],
    specifiers: (text) => matches(text, /\brequire\(\s*["']([^"']+)["']\s*\)/g),
  },
  {
    // Images too, but for those whose address is only known when it runs.
    ending: '.wxml',
    suffixes: ['', '.wxml'],
    specifiers: (text) => matches(text, /\ssrc="([^"{}]+)"/g).filter((address) => !/^\w+:/.test(address)),
  },
  {
    ending: '.wxss',
    suffixes: ['', '.wxss'],
    specifiers: (text) => matches(text, /@import\s*["']([^"']+)["']/g),
  },
  {
    ending: '.json',
    suffixes: ['.json', '/index.json'],
    specifiers: (text) => Object.values(JSON.parse(text).usingComponents ?? {}),
  },
]

/** Where WeChat looks for a specifier, in order. A bare one may be a neighbour or an npm package at any level above. */
function candidates(from: string, specifier: string, suffixes: readonly string[]): string[] {
  const folder = path.posix.dirname(from)
  const bases = specifier.startsWith('/')
    ? [specifier.slice(1)]
    : [path.posix.join(folder, specifier), ...(specifier.startsWith('.') ? [] : npmPlaces(folder, specifier))]
  return bases.flatMap((base) => suffixes.map((suffix) => base + suffix))
}

function npmPlaces(folder: string, specifier: string): string[] {
  const place = path.posix.join(folder, 'miniprogram_npm', specifier)
  return folder === '.' ? [place] : [place, ...npmPlaces(path.posix.dirname(folder), specifier)]
}

/** Addresses in scripts and templates that look like pages, and are none of app.json's. */
function lostPages(files: ReadonlyMap<string, Buffer>): string[] {
  const { pages } = configurationOf(files)
  const known = new Set([
    ...pages,
    ...subPackagesOf(files).flatMap((sub) => sub.pages.map((page) => rootOf(sub) + page)),
  ])
  const folders = new Set([...known].map((page) => page.split('/')[0]))
  const address = new RegExp(`["'\`]/((?:${[...folders].join('|')})(?:/[\\w-]+)+)(?=["'\`?])`, 'g')
  return [...files]
    .filter(([file]) => /\.(js|wxml)$/.test(file) && !file.startsWith('miniprogram_npm/'))
    .flatMap(([file, content]) =>
      [...new Set(matches(content.toString(), address))]
        .filter((page) => !known.has(page))
        .map((page) => `${file}: /${page} is not a page of app.json`),
    )
}

function configurationOf(files: ReadonlyMap<string, Buffer>): AppConfiguration {
  return JSON.parse(files.get('app.json')?.toString() ?? '{"pages":[]}')
}

function subPackagesOf(files: ReadonlyMap<string, Buffer>): readonly SubPackage[] {
  const { subPackages, subpackages } = configurationOf(files)
  return subPackages ?? subpackages ?? []
}

function rootOf({ root }: SubPackage): string {
  return root.replace(/^\//, '').replace(/\/?$/, '/')
}
