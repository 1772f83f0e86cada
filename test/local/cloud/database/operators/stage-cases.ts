/** What MongoDB's aggregation gives for every stage of the SDK, and for its accumulators. */
import type { Case } from './wire'

export const stageDocuments = [
  { _id: 1, kind: 'a', n: 5, tags: ['x', 'y'], place: { type: 'Point', coordinates: [113.3, 23.1] } },
  { _id: 2, kind: 'b', n: 15, tags: [], friend: 1 },
  { _id: 3, kind: 'a', n: null, friend: 9, place: { type: 'Point', coordinates: [113.3, 23.101] } },
  { _id: 4, n: 'text', tags: 'z' },
]

export const stageCases: readonly Case[] = [
  [
    'addFields',
    ({ things, $ }) =>
      things
        .aggregate()
        .match({ _id: 1 })
        .addFields({ 'more.n': $.add(['$n', 1]) })
        .project({ more: 1 }),
    [{ _id: 1, more: { n: 6 } }],
  ],
  [
    'addFields',
    ({ things }) => things.aggregate().match({ _id: 2 }).addFields({ n: '$absent' }).project({ n: 1 }),
    [{ _id: 2 }],
  ],
  [
    'bucket',
    ({ things }) => things.aggregate().bucket({ groupBy: '$n', boundaries: [0, 10, 20], default: 'other' }),
    [
      { _id: 0, count: 1 },
      { _id: 10, count: 1 },
      { _id: 'other', count: 2 },
    ],
  ],
  [
    'bucketAuto',
    ({ things }) => things.aggregate().bucketAuto({ groupBy: '$_id', buckets: 2 }),
    [
      { _id: { min: 1, max: 3 }, count: 2 },
      { _id: { min: 3, max: 4 }, count: 2 },
    ],
  ],
  ['count', ({ things }) => things.aggregate().count('total'), [{ total: 4 }]],
  ['count', ({ things }) => things.aggregate().match({ _id: 0 }).count('total'), []],
  [
    'geoNear',
    ({ things, db }) =>
      things
        .aggregate()
        .geoNear({
          near: db.Geo.Point(113.3, 23.1),
          spherical: true,
          distanceField: 'meters',
          maxDistance: 1000,
          query: { kind: 'a' },
        })
        .project({ meters: { $trunc: '$meters' } }),
    [
      { _id: 1, meters: 0 },
      { _id: 3, meters: 111 },
    ],
  ],
  [
    'group',
    ({ things }) => things.aggregate().group({ _id: '$kind', ids: { $push: '$_id' } }),
    [
      { _id: 'a', ids: [1, 3] },
      { _id: 'b', ids: [2] },
      { _id: null, ids: [4] },
    ],
  ],
  ['limit', ({ things }) => things.aggregate().limit(1).project({ _id: 1 }), [{ _id: 1 }]],
  [
    'lookup',
    ({ things }) =>
      things
        .aggregate()
        .match({ friend: { $exists: true } })
        .lookup({ from: 'things', localField: 'friend', foreignField: '_id', as: 'friends' })
        .project({ 'friends._id': 1 }),
    [
      { _id: 2, friends: [{ _id: 1 }] },
      { _id: 3, friends: [] },
    ],
  ],
  [
    'lookup',
    ({ things, $ }) =>
      things
        .aggregate()
        .match({ _id: 2 })
        .lookup({
          from: 'things',
          let: { mine: '$n' },
          pipeline: [{ $match: { $expr: $.lt(['$n', '$$mine']) } }, { $project: { _id: 1 } }],
          as: 'less',
        })
        .project({ less: 1 }),
    [{ _id: 2, less: [{ _id: 1 }, { _id: 3 }] }],
  ],
  [
    'pipeline',
    ({ things, $ }) => {
      const pipeline = $.pipeline().match({ n: 5 }).project({ _id: 1 }) as unknown as { done(): object[] }
      return things
        .aggregate()
        .match({ _id: 2 })
        .lookup({ from: 'things', pipeline: pipeline.done(), as: 'five' })
    },
    [{ _id: 2, kind: 'b', n: 15, tags: [], friend: 1, five: [{ _id: 1 }] }],
  ],
  [
    'match',
    ({ things, _ }) =>
      things
        .aggregate()
        .match({ n: _.gt(5) })
        .project({ _id: 1 }),
    [{ _id: 2 }],
  ],
  [
    'project',
    ({ things }) =>
      things
        .aggregate()
        .match({ _id: 1 })
        .project({ _id: 0, kind: 1, first: { $arrayElemAt: ['$tags', 0] } }),
    [{ kind: 'a', first: 'x' }],
  ],
  [
    'project',
    ({ things }) => things.aggregate().match({ _id: 2 }).project({ tags: 0, place: 0 }),
    [{ _id: 2, kind: 'b', n: 15, friend: 1 }],
  ],
  [
    'replaceRoot',
    ({ things }) => things.aggregate().match({ _id: 1 }).replaceRoot({ newRoot: '$place' }),
    [{ type: 'Point', coordinates: [113.3, 23.1] }],
  ],
  ['sample', ({ things }) => things.aggregate().sample({ size: 9 }).count('total'), [{ total: 4 }]],
  ['skip', ({ things }) => things.aggregate().skip(3).project({ _id: 1 }), [{ _id: 4 }]],
  [
    'sort',
    ({ things }) => things.aggregate().sort({ n: -1 }).project({ _id: 1 }),
    [{ _id: 4 }, { _id: 2 }, { _id: 1 }, { _id: 3 }],
  ],
  [
    'sortByCount',
    ({ things }) =>
      things
        .aggregate()
        .match({ kind: { $exists: true } })
        .sortByCount('$kind'),
    [
      { _id: 'a', count: 2 },
      { _id: 'b', count: 1 },
    ],
  ],
  [
    'unwind',
    ({ things }) => things.aggregate().unwind('$tags').project({ tags: 1 }),
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 4, tags: 'z' },
    ],
  ],
  [
    'unwind',
    ({ things }) =>
      things
        .aggregate()
        .match({ _id: 2 })
        .unwind({ path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'at' })
        .project({ tags: 1, at: 1 }),
    [{ _id: 2, at: null }],
  ],
]

/** Over the values 5, 15, null and a text, in this order. */
export const accumulatorCases: readonly Case[] = [
  ['addToSet', ({ $ }) => $.addToSet('$kind'), ['a', 'b']],
  ['avg', ({ $ }) => $.avg('$n'), 10],
  ['first', ({ $ }) => $.first('$n'), 5],
  ['last', ({ $ }) => $.last('$kind'), null],
  ['max', ({ $ }) => $.max('$n'), 'text'],
  ['min', ({ $ }) => $.min('$n'), 5],
  ['push', ({ $ }) => $.push('$kind'), ['a', 'b', 'a']],
  ['stdDevPop', ({ $ }) => $.stdDevPop('$n'), 5],
  ['stdDevSamp', ({ $ }) => $.stdDevSamp('$absent'), null],
  ['sum', ({ $ }) => $.sum('$n'), 20],
  ['mergeObjects', ({ $ }) => $.mergeObjects('$absent'), {}],
]
