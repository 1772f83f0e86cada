/** Points and arcs of great circles on a sphere of radius 1, as vectors. */

export type Vector = readonly [x: number, y: number, z: number]
export type Arc = readonly [from: Vector, to: Vector]

/** Less than a tenth of a millimetre on the earth: what is nearer than this touches. */
const touchingRadians = 1e-11

/** @param degrees longitude, latitude */
export function vectorOf([longitude, latitude]: readonly [number, number]): Vector {
  const east = (longitude * Math.PI) / 180
  const north = (latitude * Math.PI) / 180
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

const lengthOf = (a: Vector): number => Math.sqrt(dot(a, a))

/** In radians; exact for small angles too. */
export const angleBetween = (a: Vector, b: Vector): number => Math.atan2(lengthOf(cross(a, b)), dot(a, b))

/** From a point to the nearest point of an arc, in radians. */
export function angleToArc(point: Vector, [from, to]: Arc): number {
  const normal = cross(from, to)
  const isBeside = dot(cross(normal, from), point) >= 0 && dot(cross(to, normal), point) >= 0
  const length = lengthOf(normal)
  if (isBeside && length > 0)
    return Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(normal, point) / length))))
  return Math.min(angleBetween(point, from), angleBetween(point, to))
}

export const touches = (point: Vector, arc: Arc): boolean => angleToArc(point, arc) <= touchingRadians

export const samePoint = (a: Vector, b: Vector): boolean => angleBetween(a, b) <= touchingRadians

/** Whether two arcs cross at a point that is an end of neither. */
export function arcsCross(first: Arc, second: Arc): boolean {
  const [a, b] = first
  const [c, d] = second
  if (touches(a, second) || touches(b, second) || touches(c, first) || touches(d, first)) return false
  const firstNormal = cross(a, b)
  const secondNormal = cross(c, d)
  const isStraddled = dot(firstNormal, c) * dot(firstNormal, d) < 0
  if (!isStraddled || dot(secondNormal, a) * dot(secondNormal, b) >= 0) return false
  // The circles meet at two opposite points; both arcs must pass through the same one.
  const meeting = cross(firstNormal, secondNormal)
  const middle = (arc: Arc): number => dot(meeting, arc[0]) + dot(meeting, arc[1])
  return middle(first) * middle(second) > 0
}

/** Whether a closed ring, which must be smaller than half the sphere, goes around a point or touches it. */
export function ringHolds(ring: readonly Arc[], point: Vector): boolean {
  if (ring.some((arc) => touches(point, arc))) return true
  const toCentre = ring.reduce((sum, [from]) => sum + dot(from, point), 0)
  if (toCentre <= 0) return false
  const turned = ring.reduce((sum, arc) => sum + turnAround(point, arc), 0)
  return Math.abs(turned) > Math.PI
}

/** The angle by which one turns when one looks from a point along an arc. */
function turnAround(point: Vector, [from, to]: Arc): number {
  const fromNormal = cross(point, from)
  const toNormal = cross(point, to)
  return Math.atan2(dot(point, cross(fromNormal, toNormal)), dot(fromNormal, toNormal))
}
