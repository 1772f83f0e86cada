/** Names in the log, once each, the queries that look at more documents than a query should: they want an index. */
import { type Document, isPlainObject } from './values'

const mostScanned = 1_000
/** Shapes may hold ids, as in `holders.<id>`: so that they don't pile up, no more of them are remembered. */
const mostShapes = 1_000

export class ScanReports {
  private readonly reported = new Set<string>()

  constructor(private readonly log: (line: string) => void) {}

  /** Takes note of one query and how many documents it has looked at. */
  note(collection: string, query: Document, scanned: number): void {
    if (scanned <= mostScanned) return
    const name = `${collection} by ${shapeOf(query)}`
    if (this.reported.has(name) || this.reported.size >= mostShapes) return
    this.reported.add(name)
    this.log(`[cloud] a query of ${name} looked at ${scanned} documents; an index would spare that`)
  }
}

/** The query without its values, which may be personal: `{ year: ?, tags: { $in: [?] } }`. */
export function shapeOf(query: unknown): string {
  if (Array.isArray(query)) return `[${[...new Set(query.map(shapeOf))].join(', ')}]`
  if (!isPlainObject(query)) return '?'
  const fields = Object.entries(query).map(([name, condition]) => `${name}: ${shapeOf(condition)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}
