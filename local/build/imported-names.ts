/** Reads from source text which names of which package are imported, so that only those are bundled for the phone. */
import ts from 'typescript'

/** What one package specifier must offer: 'default', names, or all of it. */
export type ImportedNames = ReadonlySet<string> | 'everything'

/**
 * Finds the value imports of packages (relative imports and type imports are left out).
 * `import * as v from 'x'` counts each `v.name`; a `v` used in any other way asks for everything.
 * @returns specifier → names, e.g. `'valibot' → {'object', 'string'}`
 */
export function importedNames(fileName: string, source: string): Map<string, ImportedNames> {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true)
  const found = new Map<string, ImportedNames>()
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      note(found, statement.moduleSpecifier, namesOfImport(statement, file))
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier && !statement.isTypeOnly) {
      note(found, statement.moduleSpecifier, namesOfExport(statement))
    }
  }
  return found
}

/** Joins what several files ask of the same package. */
export function joinNames(lists: Iterable<Map<string, ImportedNames>>): Map<string, ImportedNames> {
  const joined = new Map<string, ImportedNames>()
  for (const list of lists) for (const [specifier, names] of list) add(joined, specifier, names)
  return joined
}

function note(found: Map<string, ImportedNames>, specifier: ts.Expression, names: ImportedNames | undefined) {
  if (!names || !ts.isStringLiteral(specifier) || specifier.text.startsWith('.')) return
  add(found, specifier.text, names)
}

function add(found: Map<string, ImportedNames>, specifier: string, names: ImportedNames) {
  const known = found.get(specifier) ?? new Set<string>()
  found.set(
    specifier,
    known === 'everything' || names === 'everything' ? 'everything' : new Set([...known, ...names]),
  )
}

function namesOfImport(statement: ts.ImportDeclaration, file: ts.SourceFile): ImportedNames | undefined {
  const clause = statement.importClause
  if (!clause) return new Set()
  if (clause.isTypeOnly) return undefined
  const names = new Set<string>()
  if (clause.name) names.add('default')
  const bindings = clause.namedBindings
  if (bindings && ts.isNamespaceImport(bindings)) {
    const used = namesReadFrom(bindings.name.text, file)
    if (used === 'everything') return used
    for (const name of used) names.add(name)
  } else if (bindings) {
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) names.add((element.propertyName ?? element.name).text)
    }
  }
  const onlyTypes = names.size === 0 && bindings !== undefined
  return onlyTypes ? undefined : names
}

function namesOfExport(statement: ts.ExportDeclaration): ImportedNames {
  const clause = statement.exportClause
  if (!clause || !ts.isNamedExports(clause)) return 'everything'
  const values = clause.elements.filter((element) => !element.isTypeOnly)
  return new Set(values.map((element) => (element.propertyName ?? element.name).text))
}

/** `v.object(…)` reads `object` from `v`; types (`v.InferOutput`) vanish, and passing `v` on hides what is read. */
function namesReadFrom(namespace: string, file: ts.SourceFile): ImportedNames {
  const names = new Set<string>()
  let passedOn = false
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isPropertyAccessExpression(node) && isNamed(node.expression, namespace)) {
      names.add(node.name.text)
      return
    }
    if (isNamed(node, namespace) && !isMemberName(node)) passedOn = true
    ts.forEachChild(node, visit)
  }
  visit(file)
  return passedOn ? 'everything' : names
}

function isNamed(node: ts.Node, name: string): node is ts.Identifier {
  return ts.isIdentifier(node) && node.text === name
}

/** The `v` of `point.v` or `{ v: 1 }` is a name of its own, not the namespace. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  return (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node
}
