/** Compiles the WXML and WXS of all units into one JavaScript object of templates. */
import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { catalogue, languageTags } from '../catalogue'
import { CompileError } from './errors'
import type { Project, Unit } from './project'
import type { Sources } from './sources'
import { type Tag, tagsOf } from './wxml'
import { requiresOf, wxsGlobals, wxsToScript } from './wxs'

interface Diagnostic {
  level: 'Note' | 'Warn' | 'Error' | 'Fatal'
  isError: boolean
  message: string
  path: string
  startLine: number
}

/** Mild diagnoses which WeChat's own compiler refuses. */
const refusedByWeChat = /missing end tag|invalid end tag|duplicated attribute/
/** Names that WeChat's components have and this phone has not. */
const wechatOnly =
  /^(ad|ad-custom|audio|camera|channel-live|channel-video|custom-wrapper|editor|functional-page-navigator|grid-view|keyboard-accessory|list-view|live-player|live-pusher|map|match-media|movable-area|movable-view|official-account|open-data|page-container|selection|share-element|snapshot|sticky-header|sticky-section|store-product|voip-room|web-view|draggable-sheet|span|open-container)$/

export class TemplateCompiler {
  readonly warnings: string[] = []
  private readonly group = new TmplGroup()
  private readonly templates = new Set<string>()
  private readonly scripts = new Set<string>()

  constructor(
    private readonly project: Project,
    private readonly sources: Sources,
  ) {
    this.group.setExtraRuntimeScript(wxsGlobals)
    for (const [tag, { template }] of Object.entries(catalogue)) this.group.addTmpl(`wx/${tag}`, template)
  }

  /** Compiles all units; the result is the source of an expression that takes `wrap` (see program.ts). */
  compile(): string {
    for (const unit of this.project.units) {
      const file = this.project.file(unit.path, '.wxml')
      this.addTemplate(unit.path, file, 0, file)
      this.checkTags(unit)
    }
    const groups = this.group.getTmplGenObjectGroups()
    this.group.free()
    // In parentheses, for then the browser reads it but once, while app.js is still on its way.
    return `((wrap)=>${groups.replaceAll('O=R.r', 'O=wrap(R)')})`
  }

  private addTemplate(unitPath: string, usedIn: string, usedAtLine: number, file: string): void {
    if (this.templates.has(unitPath)) return
    this.templates.add(unitPath)
    if (!this.sources.exists(file)) {
      throw new CompileError(this.project.nameOf(usedIn), usedAtLine, `"${unitPath}.wxml" does not exist`)
    }
    const source = this.sources.read(file)
    for (const diagnostic of this.group.addTmpl(unitPath, source) as Diagnostic[])
      this.judge(diagnostic, file)
    const lineOf = (kind: string, target: string) =>
      tagsOf(source).find(
        (tag) => tag.name === kind && tag.attributes.get('src')?.includes(path.posix.basename(target)),
      )?.line ?? 0
    for (const target of this.group.getDirectDependencies(unitPath) as string[]) {
      const line = lineOf('import', target) || lineOf('include', target)
      this.addTemplate(target, file, line, this.project.file(target, '.wxml'))
    }
    for (const target of this.group.getScriptDependencies(unitPath) as string[]) {
      this.addScript(target.replace(/\.wxs$/, ''), file)
    }
    for (const name of this.group.getInlineScriptModuleNames(unitPath) as string[]) {
      const inline = this.group.getInlineScript(unitPath, name)
      this.checkScript(inline, file)
      this.group.setInlineScript(unitPath, name, wxsToScript(inline))
    }
  }

  private judge({ isError, level, message, startLine }: Diagnostic, file: string): void {
    const name = this.project.nameOf(file)
    if (isError || refusedByWeChat.test(message))
      throw new CompileError(name, startLine + 1, `WXML: ${message}`)
    const ours = !name.startsWith('..') && !file.includes('node_modules')
    if (ours && level === 'Warn') this.warnings.push(`${name}:${startLine + 1}: WXML: ${message}`)
  }

  private addScript(scriptPath: string, usedIn: string): void {
    if (this.scripts.has(scriptPath)) return
    this.scripts.add(scriptPath)
    const file = this.project.file(scriptPath, '.wxs')
    if (!this.sources.exists(file)) {
      throw new CompileError(this.project.nameOf(usedIn), 0, `"${scriptPath}.wxs" does not exist`)
    }
    const source = this.sources.read(file)
    this.checkScript(source, file)
    const script = wxsToScript(source)
    this.group.addScript(scriptPath, script)
    this.group.addScript(`${scriptPath}.wxs`, script)
    for (const required of requiresOf(source)) {
      const target = path.posix.join(path.posix.dirname(scriptPath), required.replace(/\.wxs$/, ''))
      this.addScript(target, file)
    }
  }

  private checkScript(source: string, file: string): void {
    try {
      // Only parsed: WXS is a subset of the JavaScript of old, so what does not parse here does not run there.
      new Function('require', 'module', 'exports', wxsToScript(source))
    } catch (error) {
      throw new CompileError(this.project.nameOf(file), 0, `WXS: ${(error as Error).message}`)
    }
  }

  /** Refuses tags that are neither built in nor declared, and values of attributes that this phone does not offer. */
  private checkTags(unit: Unit): void {
    const file = this.project.file(unit.path, '.wxml')
    const name = this.project.nameOf(file)
    const generics = unit.config.componentGenerics ?? {}
    for (const tag of tagsOf(this.sources.read(file))) {
      if (!unit.fromNpm) this.noteHandlers(tag, unit)
      if (languageTags.has(tag.name) || tag.name in unit.config.usingComponents || tag.name in generics)
        continue
      const entry = catalogue[tag.name]
      if (!entry) {
        const reason = wechatOnly.test(tag.name)
          ? 'is a component of WeChat which the preview does not offer'
          : "is neither built in nor listed in this file's usingComponents"
        throw new CompileError(name, tag.line, `<${tag.name}> ${reason}`)
      }
      if (!unit.fromNpm) this.checkAttributes(tag, name)
    }
  }

  /** Literal names of handlers, for the runtime to look for; `catchtouchmove="true"` is a way of saying that there is none. */
  private noteHandlers(tag: Tag, unit: Unit): void {
    for (const [attribute, value] of tag.attributes) {
      if (
        !/^(mut-|capture-)?(bind|catch)/.test(attribute) ||
        !value ||
        value === 'true' ||
        value.includes('{{')
      )
        continue
      unit.config.handlers = { ...unit.config.handlers, [value]: tag.line }
    }
  }

  private checkAttributes(tag: Tag, file: string): void {
    const { values = {}, required = {} } = catalogue[tag.name] ?? {}
    for (const [attribute, allowed] of Object.entries(values)) {
      const value = tag.attributes.get(attribute)
      if (!value || value.includes('{{')) continue
      for (const one of attribute === 'open-type' ? value.split('|') : [value]) {
        if (allowed.includes(one)) continue
        throw new CompileError(
          file,
          tag.line,
          `<${tag.name} ${attribute}="${one}"> is not supported by the preview (supported: ${allowed.join(', ')})`,
        )
      }
    }
    for (const [attribute, value] of Object.entries(required)) {
      if (tag.attributes.get(attribute) !== value) {
        throw new CompileError(file, tag.line, `<${tag.name}> needs ${attribute}="${value}" in the preview`)
      }
    }
  }
}
