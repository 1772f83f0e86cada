/**
 * GeoJSON on the earth's sphere: near, within and intersects as MongoDB's 2dsphere answers them.
 * @see https://www.mongodb.com/docs/manual/reference/geojson/
 */
import { notOffered, queryRefused } from '../errors'
import {
  type Arc,
  angleBetween,
  angleToArc,
  arcsCross,
  ringHolds,
  samePoint,
  touches,
  type Vector,
  vectorOf,
} from './sphere'
import { type Document, isPlainObject, toWire } from './values'

/** MongoDB's own figure. */
const earthRadiusMeters = 6_378_100

interface Polygon {
  readonly shell: readonly Arc[]
  readonly holes: readonly (readonly Arc[])[]
}

interface Geometry {
  readonly points: readonly Vector[]
  readonly lines: readonly (readonly Arc[])[]
  readonly polygons: readonly Polygon[]
}

/** @throws CloudError when a value is no GeoJSON geometry and no pair of longitude and latitude */
export function parseGeometry(value: unknown): Geometry {
  if (isPair(value)) return { ...empty, points: [pointOf(value)] }
  const { type, coordinates, geometries } = isPlainObject(value) ? value : ({} as Document)
  switch (type) {
    case 'Point':
      return { ...empty, points: [pointOf(coordinates)] }
    case 'MultiPoint':
      return { ...empty, points: listOf(coordinates).map(pointOf) }
    case 'LineString':
      return { ...empty, lines: [arcsOf(coordinates)] }
    case 'MultiLineString':
      return { ...empty, lines: listOf(coordinates).map(arcsOf) }
    case 'Polygon':
      return { ...empty, polygons: [polygonOf(coordinates)] }
    case 'MultiPolygon':
      return { ...empty, polygons: listOf(coordinates).map(polygonOf) }
    case 'GeometryCollection':
      return merged(listOf(geometries).map(parseGeometry))
    default:
      throw queryRefused(`unknown GeoJSON type: ${toWire(value)}`)
  }
}

const empty: Geometry = { points: [], lines: [], polygons: [] }

const merged = (geometries: readonly Geometry[]): Geometry => ({
  points: geometries.flatMap(({ points }) => points),
  lines: geometries.flatMap(({ lines }) => lines),
  polygons: geometries.flatMap(({ polygons }) => polygons),
})

const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((number) => typeof number === 'number')

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw queryRefused(`GeoJSON coordinates must be an array: ${toWire(value)}`)
  return value
}

function pointOf(value: unknown): Vector {
  if (!isPair(value)) throw queryRefused(`Point must only contain numeric elements: ${toWire(value)}`)
  const [longitude, latitude] = value
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    throw queryRefused(`Longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`)
  return vectorOf(value)
}

function arcsOf(value: unknown): Arc[] {
  const points = listOf(value).map(pointOf)
  if (points.length < 2) throw queryRefused(`LineString must have at least 2 vertices: ${toWire(value)}`)
  return points.slice(1).map((to, position): Arc => [points[position] ?? to, to])
}

function polygonOf(value: unknown): Polygon {
  const [shell = [], ...holes] = listOf(value).map(ringOf)
  return { shell, holes }
}

function ringOf(value: unknown): Arc[] {
  const points = listOf(value)
  if (toWire(points[0]) !== toWire(points.at(-1))) throw queryRefused(`Loop is not closed: ${toWire(value)}`)
  if (points.length < 4) throw queryRefused(`Loop must have at least 3 different vertices: ${toWire(value)}`)
  return arcsOf(value)
}

/** The geometries that a field holds: one, or a list of them; what is no geometry is none. */
function geometriesIn(value: unknown): Geometry[] {
  if (Array.isArray(value) && !isPair(value)) return value.flatMap(geometriesIn)
  if (!isPair(value) && !(isPlainObject(value) && 'type' in value)) return []
  try {
    return [parseGeometry(value)]
  } catch {
    return []
  }
}

/**
 * A measure of what a field holds, from the point of `$near`, in metres; undefined outside of its bounds.
 * @throws CloudError when the argument has no `$geometry` that is a point
 */
export function near(argument: unknown): (value: unknown) => number | undefined {
  const { $geometry, $maxDistance, $minDistance } = isPlainObject(argument) ? argument : ({} as Document)
  if (!isPlainObject($geometry) || $geometry.type !== 'Point')
    throw queryRefused('$near requires a point, given { $geometry: { type: "Point", … } }')
  return distanceFrom($geometry, $minDistance, $maxDistance)
}

/** A measure of what a field holds, from a GeoJSON point, in metres; undefined outside of the bounds. */
export function distanceFrom(
  point: unknown,
  minMeters: unknown,
  maxMeters: unknown,
): (value: unknown) => number | undefined {
  const [centre] = parseGeometry(point).points
  if (!centre) throw queryRefused('invalid point in geo near query')
  const least = bound('minDistance', minMeters, 0)
  const most = bound('maxDistance', maxMeters, Number.POSITIVE_INFINITY)
  return (value) => {
    const geometries = geometriesIn(value)
    if (geometries.length === 0) return undefined
    const meters = Math.min(...geometries.map((geometry) => angleTo(centre, geometry))) * earthRadiusMeters
    return meters >= least && meters <= most ? meters : undefined
  }
}

function bound(name: string, value: unknown, absent: number): number {
  if (value === undefined) return absent
  if (typeof value !== 'number' || value < 0) throw queryRefused(`${name} must be non-negative`)
  return value
}

function angleTo(point: Vector, geometry: Geometry): number {
  if (geometry.polygons.some((polygon) => holds(polygon, point))) return 0
  return Math.min(
    ...geometry.points.map((other) => angleBetween(point, other)),
    ...edgesOf(geometry).map((arc) => angleToArc(point, arc)),
  )
}

/** @throws CloudError unless the argument has a polygon, or a `$centerSphere` with its radius in radians */
export function within(argument: unknown): (value: unknown) => boolean {
  const [name, shape] = Object.entries(isPlainObject(argument) ? argument : {})[0] ?? []
  if (name === '$centerSphere') return withinCircle(shape)
  if (name !== '$geometry') throw notOffered(`$geoWithin with ${name ?? 'nothing'}`)
  const region = parseGeometry(shape)
  if (region.polygons.length === 0)
    throw queryRefused('$geoWithin not supported with provided geometry: only a Polygon or a MultiPolygon')
  return (value) => geometriesIn(value).some((geometry) => isWithin(geometry, region))
}

function withinCircle(shape: unknown): (value: unknown) => boolean {
  const [centre, radius] = Array.isArray(shape) ? shape : []
  if (typeof radius !== 'number' || radius < 0) throw queryRefused('radius must be a non-negative number')
  const point = pointOf(centre)
  return (value) =>
    geometriesIn(value).some((geometry) =>
      verticesOf(geometry).every((vertex) => angleBetween(vertex, point) <= radius),
    )
}

export function intersects(argument: unknown): (value: unknown) => boolean {
  const shape = isPlainObject(argument) ? argument.$geometry : undefined
  if (shape === undefined) throw queryRefused('$geoIntersects requires a $geometry')
  const region = parseGeometry(shape)
  return (value) => geometriesIn(value).some((geometry) => meet(geometry, region))
}

const verticesOf = (geometry: Geometry): Vector[] => [
  ...geometry.points,
  ...edgesOf(geometry).flatMap((arc) => [...arc]),
]

const edgesOf = ({ lines, polygons }: Geometry): Arc[] => [
  ...lines.flat(),
  ...polygons.flatMap(({ shell, holes }) => [...shell, ...holes.flat()]),
]

const holds = ({ shell, holes }: Polygon, point: Vector): boolean =>
  ringHolds(shell, point) &&
  !holes.some((hole) => ringHolds(hole, point) && !hole.some((arc) => touches(point, arc)))

function isWithin(geometry: Geometry, region: Geometry): boolean {
  const isHeld = (point: Vector): boolean => region.polygons.some((polygon) => holds(polygon, point))
  if (!verticesOf(geometry).every(isHeld)) return false
  const borders = edgesOf(region)
  if (edgesOf(geometry).some((arc) => borders.some((border) => arcsCross(arc, border)))) return false
  const holes = region.polygons.flatMap((polygon) => polygon.holes)
  return !holes.some((hole) =>
    geometry.polygons.some((polygon) => hole.every(([vertex]) => holds(polygon, vertex))),
  )
}

function meet(first: Geometry, second: Geometry): boolean {
  if (covers(first, second) || covers(second, first)) return true
  const others = edgesOf(second)
  return edgesOf(first).some((arc) => others.some((other) => arcsCross(arc, other)))
}

/** Whether any vertex of one geometry lies on or in the other. */
function covers(region: Geometry, geometry: Geometry): boolean {
  const edges = edgesOf(region)
  return verticesOf(geometry).some(
    (vertex) =>
      region.points.some((point) => samePoint(point, vertex)) ||
      edges.some((arc) => touches(vertex, arc)) ||
      region.polygons.some((polygon) => holds(polygon, vertex)),
  )
}
