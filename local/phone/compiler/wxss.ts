/** Turns WXSS into CSS for a document that holds all pages at once. */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import postcss, { type AtRule, type ChildNode, type CssSyntaxError, type Root } from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { elementName } from '../catalogue'
import { phoneLengths } from '../lengths'
import { CompileError } from './errors'
import type { Project } from './project'
import type { Sources } from './sources'

/** Whose rules they are decides how far they reach. */
export type Reach = { kind: 'global' } | { kind: 'page'; page: string } | { kind: 'component'; scope: string }

/** The class prefix of a component: short, and the same in every build. */
export function scopeOf(unitPath: string): string {
  return `c${createHash('sha1').update(unitPath).digest('hex').slice(0, 7)}`
}

export interface CompiledStyles {
  css: string
  /** The files it was made of, with when each was written. */
  made: Map<string, number>
}

export type StyleCache = Map<string, CompiledStyles>

export class StyleCompiler {
  /** @param cache what earlier compilations left, to be kept for later ones */
  constructor(
    private readonly project: Project,
    private readonly sources: Sources,
    private readonly cache: StyleCache,
  ) {}

  /** The CSS of one WXSS file with all that it imports; empty where there is no such file. */
  compile(file: string, reach: Reach): string {
    if (!this.sources.exists(file)) return ''
    const key = `${file} ${JSON.stringify(reach)}`
    const known = this.cache.get(key)
    if (known && [...known.made].every(([one, writtenMs]) => modifiedMs(one) === writtenMs)) return known.css
    const made = new Map<string, number>()
    const root = this.inline(file, made)
    const selectors = this.selectorTransform(reach)
    root.walkRules((rule) => {
      const parent = rule.parent as AtRule | undefined
      if (!/keyframes$/.test(parent?.name ?? '')) rule.selector = selectors.processSync(rule.selector)
    })
    const css = root.toString()
    this.cache.set(key, { css, made })
    return css
  }

  private parse(file: string): Root {
    const name = this.project.nameOf(file)
    let root: Root
    try {
      root = postcss.parse(this.sources.read(file), { from: file })
    } catch (error) {
      const { line, reason } = error as CssSyntaxError
      throw new CompileError(name, line ?? 0, `WXSS: ${reason}`)
    }
    root.walkDecls((declaration) => {
      const line = declaration.source?.start?.line ?? 0
      if (/at\.alicdn\.com/.test(declaration.value) && declaration.prop === 'src')
        declaration.value = this.offlineIconFont()
      else if (/url\(\s*(['"]?)(?!data:|https?:|\/\/|['"]|#)/.test(declaration.value)) {
        throw new CompileError(
          name,
          line,
          'a phone does not load local files in WXSS: use <image>, a data: URL or a network address',
        )
      }
      declaration.value = phoneLengths(declaration.value)
    })
    root.walkAtRules('media', (rule) => {
      rule.params = phoneLengths(rule.params)
    })
    root.walkRules((rule) => {
      try {
        selectorParser().processSync(rule.selector)
      } catch (error) {
        throw new CompileError(
          name,
          rule.source?.start?.line ?? 0,
          `WXSS selector "${rule.selector}": ${(error as Error).message}`,
        )
      }
    })
    return root
  }

  /** Puts imported files in the place of their @import, each once. */
  private inline(file: string, made: Map<string, number>): Root {
    made.set(file, modifiedMs(file))
    const root = this.parse(file)
    root.walkAtRules('import', (rule) => {
      const url = /^(?:url\()?\s*['"](.+?)['"]/.exec(rule.params)?.[1] ?? ''
      const base = url.startsWith('/') ? this.project.root : path.dirname(file)
      const imported = path.join(base, url)
      if (!this.sources.exists(imported)) {
        throw new CompileError(
          this.project.nameOf(file),
          rule.source?.start?.line ?? 0,
          `@import "${url}" does not exist`,
        )
      }
      if (made.has(imported)) rule.remove()
      else rule.replaceWith(this.inline(imported, made).nodes as ChildNode[])
    })
    return root
  }

  private selectorTransform(reach: Reach) {
    const inPage = (page: string) => `:where([data-page="${page}"])`
    return selectorParser((root) => {
      root.walkTags((tag) => {
        tag.value = tag.value === 'page' ? 'wx-page' : elementName(tag.value)
      })
      if (reach.kind === 'component') {
        root.walkClasses((one) => {
          one.value = `${reach.scope}--${one.value}`
        })
      }
      root.walkPseudos((pseudo) => {
        if (pseudo.value !== ':host') return
        const scope = reach.kind === 'component' ? reach.scope : ''
        pseudo.replaceWith(selectorParser.string({ value: `[wx-host="${scope}"]` }))
      })
      if (reach.kind !== 'page') return
      root.each((selector) => {
        const first = selector.first
        if (first?.type === 'tag' && first.value === 'wx-page') first.value += inPage(reach.page)
        else selector.prepend(selectorParser.string({ value: `${inPage(reach.page)} ` }))
      })
    })
  }

  /** vant's icon font comes from a CDN; the same font lies in @vant/icons. */
  private offlineIconFont(): string {
    const folder = this.project.packages.folder('@vant/icons')
    const source = folder ? this.sources.read(path.join(folder, 'src/encode-woff2.less')) : ''
    const font = /base64,([^'")]+)/.exec(source)?.[1]
    if (!font) throw new CompileError('@vant/icons', 0, 'the icon font is missing: install @vant/icons')
    return `url(data:font/woff2;base64,${font}) format("woff2")`
  }
}

function modifiedMs(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
