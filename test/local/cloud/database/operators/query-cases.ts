/** Which documents MongoDB finds for every query command of the SDK. */
import type { Case } from './wire'

export const queryDocuments = [
  { _id: 'a', n: 1, text: 'abc', list: [1, 2, 3], object: { x: 1, y: 2 }, nothing: null },
  { _id: 'b', n: 5, text: 'xyz', list: [10, 20], object: { y: 2, x: 1 }, items: [{ k: 1, v: 5 }, { k: 2 }] },
  { _id: 'c', n: '5', list: 7, items: [{ k: 2, v: 9 }], at: new Date(5000) },
  { _id: 'd', list: [], n: Number.NaN },
]

export const queryCases: readonly Case[] = [
  ['eq', ({ _ }) => ({ n: _.eq(5) }), ['b']],
  ['eq', ({ _ }) => ({ list: _.eq([10, 20]) }), ['b']],
  ['eq', ({ _ }) => ({ object: _.eq({ y: 2, x: 1 }) }), ['b']],
  ['eq', ({ _ }) => ({ nothing: _.eq(null) }), ['a', 'b', 'c', 'd']],
  ['eq', ({ _ }) => ({ n: _.eq(Number.NaN) }), ['d']],
  ['eq', ({ _ }) => ({ 'items.v': _.eq(null) }), ['a', 'b', 'd']],
  ['eq', ({ _ }) => ({ 'list.0': _.eq(10) }), ['b']],
  ['neq', ({ _ }) => ({ n: _.neq(5) }), ['a', 'c', 'd']],
  ['neq', ({ _ }) => ({ list: _.neq(2) }), ['b', 'c', 'd']],
  ['gt', ({ _ }) => ({ n: _.gt(1) }), ['b']],
  ['gt', ({ _ }) => ({ list: _.gt(15) }), ['b']],
  ['gte', ({ _ }) => ({ n: _.gte('5') }), ['c']],
  ['gte', ({ _ }) => ({ nothing: _.gte(null) }), ['a', 'b', 'c', 'd']],
  ['lt', ({ _ }) => ({ n: _.lt(5) }), ['a']],
  ['lt', ({ _ }) => ({ list: _.gt(5).lt(11) }), ['b', 'c']],
  ['lt', ({ _ }) => ({ at: _.lt(new Date(6000)) }), ['c']],
  ['lte', ({ _ }) => ({ n: _.lte(5) }), ['a', 'b']],
  ['lte', ({ _ }) => ({ n: _.lte(Number.NaN) }), ['d']],
  ['in', ({ _ }) => ({ n: _.in([1, '5']) }), ['a', 'c']],
  ['in', ({ _ }) => ({ text: _.in([null, /^x/]) }), ['b', 'c', 'd']],
  ['nin', ({ _ }) => ({ list: _.nin([1, 7]) }), ['b', 'd']],
  ['all', ({ _ }) => ({ list: _.all([1, 3]) }), ['a']],
  ['all', ({ _ }) => ({ list: _.all([7]) }), ['c']],
  ['all', ({ _ }) => ({ list: _.all([]) }), []],
  ['elemMatch', ({ _ }) => ({ list: _.elemMatch({ $gt: 2, $lt: 11 }) }), ['a', 'b']],
  ['elemMatch', ({ _ }) => ({ items: _.elemMatch({ k: 2, v: _.gt(5) }) }), ['c']],
  ['elemMatch', ({ _ }) => ({ list: _.elemMatch({ v: { $ne: 1 } }) }), []],
  ['exists', ({ _ }) => ({ nothing: _.exists(true) }), ['a']],
  ['exists', ({ _ }) => ({ 'items.v': _.exists(false) }), ['a', 'd']],
  ['size', ({ _ }) => ({ list: _.size(2) }), ['b']],
  ['size', ({ _ }) => ({ list: _.size(0) }), ['d']],
  ['mod', ({ _ }) => ({ n: _.mod(4, 1) }), ['a', 'b']],
  ['and', ({ _ }) => ({ n: _.and(_.gt(0), _.lt(3)) }), ['a']],
  ['and', ({ _ }) => _.and([{ n: _.gt(0) }, { text: 'xyz' }]), ['b']],
  ['or', ({ _ }) => ({ n: _.eq(1).or(_.eq('5')) }), ['a', 'c']],
  ['or', ({ _ }) => _.or([{ n: 1 }, { list: 7 }]), ['a', 'c']],
  ['nor', ({ _ }) => _.nor([{ n: 1 }, { list: 7 }]), ['b', 'd']],
  ['not', ({ _ }) => ({ n: _.not(_.gt(1)) }), ['a', 'c', 'd']],
  ['expr', ({ _, $ }) => _.expr($.gt(['$n', 2])), ['b', 'c']],
]

export const geoDocuments = [
  { _id: 'gate', place: { type: 'Point', coordinates: [113.298, 23.096] } },
  { _id: 'lake', place: { type: 'Point', coordinates: [113.298, 23.097] } },
  { _id: 'far', place: { type: 'Point', coordinates: [116.4, 39.9] } },
  {
    _id: 'road',
    place: {
      type: 'LineString',
      coordinates: [
        [113.29, 23.09],
        [113.31, 23.1],
      ],
    },
  },
  { _id: 'nowhere' },
]

export const geoCases: readonly Case[] = [
  [
    'geoNear',
    ({ _, db }) => ({ place: _.geoNear({ geometry: db.Geo.Point(113.298, 23.0971), maxDistance: 500 }) }),
    ['lake', 'gate', 'road'],
  ],
  [
    'geoNear',
    ({ _, db }) => ({
      place: _.geoNear({ geometry: db.Geo.Point(113.298, 23.097), minDistance: 100, maxDistance: 120 }),
    }),
    ['gate'],
  ],
  [
    'geoWithin',
    ({ _, db }) => ({
      place: _.geoWithin({ centerSphere: [db.Geo.Point(113.298, 23.096), 0.5 / 6378.1] } as never),
    }),
    ['gate', 'lake'],
  ],
  [
    'geoWithin',
    ({ _, db }) => {
      const corners = [
        [113.28, 23.08],
        [113.32, 23.08],
        [113.32, 23.11],
        [113.28, 23.11],
        [113.28, 23.08],
      ]
      const ring = db.Geo.LineString(
        corners.map(([longitude = 0, latitude = 0]) => db.Geo.Point(longitude, latitude)),
      )
      return { place: _.geoWithin({ geometry: db.Geo.Polygon([ring]) }) }
    },
    ['gate', 'lake', 'road'],
  ],
  [
    'geoIntersects',
    ({ _, db }) => {
      const line = [db.Geo.Point(113.29, 23.1), db.Geo.Point(113.31, 23.09)]
      return { place: _.geoIntersects({ geometry: db.Geo.LineString(line) }) }
    },
    ['road'],
  ],
]
