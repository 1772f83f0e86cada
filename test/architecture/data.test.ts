/**
 * What is set as data crosses to the other thread that draws: only what some template shows. What a script keeps for
 * itself lies on the page, or below a name that pureDataPattern keeps here.
 */
import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

const units = fs
  .readdirSync(miniprogram, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml') && !file.includes('miniprogram_npm'))
  .map((file) => file.slice(0, -'.wxml'.length))

/** The paths that an object sets, such as `view.rows`, what it spreads among them where that stands in the same file. */
function pathsOf(node: ts.Node | undefined, consts: ReadonlyMap<string, ts.Expression>): string[] {
  if (node && (ts.isAsExpression(node) || ts.isParenthesizedExpression(node)))
    return pathsOf(node.expression, consts)
  if (node && ts.isIdentifier(node)) return pathsOf(consts.get(node.text), consts)
  if (!node || !ts.isObjectLiteralExpression(node)) return []
  return node.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return pathsOf(property.expression, consts)
    const { name } = property
    if (!name) return []
    if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return [name.text]
    const computed = ts.isComputedPropertyName(name) ? name.expression : undefined
    return computed && ts.isTemplateExpression(computed)
      ? [
          computed
            .getText()
            .slice(1, -1)
            .replace(/\$\{[^}]*\}/g, '0'),
        ]
      : []
  })
}

/** All paths that a script ever sets. */
function setBy(script: string): readonly string[] {
  const file = ts.createSourceFile('unit.ts', script, ts.ScriptTarget.ES2022, true)
  const consts = new Map<string, ts.Expression>()
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      consts.set(node.name.text, node.initializer)
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText()
      const [first] = node.arguments
      if (called.endsWith('.setData')) found.push(...pathsOf(first, consts))
      if (/^(Page|Component)$/.test(called) && first && ts.isObjectLiteralExpression(first)) {
        const data = first.properties.find((property) => property.name?.getText() === 'data')
        if (data && ts.isPropertyAssignment(data)) found.push(...pathsOf(data.initializer, consts))
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return [...new Set(found)]
}

/** The names on the way of a path that no template says: `view.pages` where only `view` is shown. */
function unshown(paths: readonly string[], template: string): readonly string[] {
  const isShown = (name: string) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(template)
  const names = (one: string) => one.split(/[.[\]]+/).filter((name) => /^[a-z]\w*$/i.test(name))
  return paths.filter((one) => !names(one).every(isShown))
}

test('a path is found out wherever it is set, and told from one that is shown', () => {
  const paths = setBy(`
    const nothing = { busy: false, turn: 0 } as const
    Page({ data: { view: { state: 'loading' }, ...nothing }, onTap() { this.setData({ 'view.pages': 1, [\`rows[\${at}].isOpen\`]: true }) } })`)
  expect(paths).toEqual(['view', 'busy', 'turn', 'view.pages', 'rows[0].isOpen'])
  expect(unshown(paths, '<view wx:if="{{view.state}}">{{busy}}{{rows[0].isOpen}}</view>')).toEqual([
    'turn',
    'view.pages',
  ])
})

test('whatever is set as data is shown by the template', () => {
  const kept = units.flatMap((unit) => {
    const script = fs.readFileSync(path.join(miniprogram, `${unit}.ts`), 'utf8')
    const template = fs.readFileSync(path.join(miniprogram, `${unit}.wxml`), 'utf8')
    const isPure = (one: string) => script.includes('pureDataPattern: /^_/') && one.startsWith('_')
    return unshown(setBy(script), template)
      .filter((one) => !isPure(one))
      .map((one) => `${unit}: ${one}`)
  })
  expect(kept).toEqual([])
})
