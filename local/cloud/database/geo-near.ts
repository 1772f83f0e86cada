/** `$geoNear`: the documents of a collection by their distance from a point, the nearest first. */
import { queryRefused } from '../errors'
import type { Source } from './aggregation'
import { namedArguments } from './expressions/named'
import { distanceFrom, near } from './geometry'
import type { IndexDescription } from './indexes'
import { isOperators } from './matching'
import { expressionValueAt } from './paths'
import { adder } from './reshaping'
import { type Document, isPlainObject } from './values'

type Measure = (document: Document) => number | undefined

export function geoNear(argument: unknown, source: Source): Document[] {
  const options = [
    'spherical',
    'limit',
    'maxDistance',
    'minDistance',
    'query',
    'distanceMultiplier',
    'includeLocs',
    'key',
  ]
  const given = namedArguments('$geoNear', argument, ['near', 'distanceField'], options)
  const field = String(given.key ?? onlyGeoField(source.indexes))
  requireGeoIndex(field, source.indexes)
  const measure = measureOf(field, distanceFrom(given.near, given.minDistance, given.maxDistance))
  const multiplier = Number(given.distanceMultiplier ?? 1)
  const found = sortedBy(measure, source.find(isPlainObject(given.query) ? given.query : {}))
  return found.slice(0, given.limit === undefined ? found.length : Number(given.limit)).map((document) => {
    const distance = (measure(document) ?? 0) * multiplier
    const location = given.includeLocs === undefined ? {} : { [String(given.includeLocs)]: `$${field}` }
    return adder({ [String(given.distanceField)]: { $literal: distance }, ...location }, {})(document)
  })
}

const measureOf =
  (field: string, distance: (value: unknown) => number | undefined): Measure =>
  (document) =>
    distance(expressionValueAt(document, field.split('.')))

function sortedBy(measure: Measure, documents: readonly Document[]): Document[] {
  return documents
    .flatMap((document) => {
      const distance = measure(document)
      return distance === undefined ? [] : [{ document, distance }]
    })
    .sort((left, right) => left.distance - right.distance)
    .map(({ document }) => document)
}

function onlyGeoField(indexes: readonly IndexDescription[]): string {
  const [field, ...others] = indexes.flatMap(({ geoFields }) => geoFields)
  if (field === undefined) throw queryRefused('$geoNear requires a 2d or 2dsphere index, but none were found')
  if (others.length > 0)
    throw queryRefused(
      'There is more than one 2dsphere index on the collection; unsure which to use for $geoNear',
    )
  return field
}

function requireGeoIndex(field: string, indexes: readonly IndexDescription[]): void {
  if (!indexes.some(({ geoFields }) => geoFields.includes(field)))
    throw queryRefused(
      'error processing query: planner returned error :: caused by :: unable to find index for $geoNear query',
    )
}

/**
 * Puts what a query with `$near` found in order; other documents stay as they are.
 * @throws CloudError when the field has no geo index
 */
export function orderByDistance(
  documents: readonly Document[],
  query: Document,
  indexes: readonly IndexDescription[],
): readonly Document[] {
  const [wanted] = nearConditions(query)
  if (!wanted) return documents
  requireGeoIndex(wanted.field, indexes)
  return sortedBy(measureOf(wanted.field, near(wanted.argument)), documents)
}

export const asksForNear = (query: Document): boolean => nearConditions(query).length > 0

/** Only a plain query can order by distance; a pipeline has `$geoNear` for it. */
export function refuseNear(query: Document): void {
  if (asksForNear(query))
    throw queryRefused('$geoNear, $near, and $nearSphere are not allowed in this context')
}

function nearConditions(query: Document): { field: string; argument: unknown }[] {
  return Object.entries(query).flatMap(([field, condition]) => {
    if (field === '$and' && Array.isArray(condition))
      return condition.filter(isPlainObject).flatMap(nearConditions)
    const argument = isOperators(condition) ? (condition.$nearSphere ?? condition.$near) : undefined
    return argument === undefined ? [] : [{ field, argument }]
  })
}
