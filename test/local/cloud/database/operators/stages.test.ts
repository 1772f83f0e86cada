import { accumulatorCases, stageCases, stageDocuments } from './stage-cases'
import { type Case, type OperatorWire, startWire } from './wire'

let wire: OperatorWire

beforeAll(async () => {
  wire = await startWire()
})
afterAll(() => wire.close())

const ended = (pipeline: Case[1]) => `async (given) => (await (${pipeline})(given).end()).list`

describe('a stage gives what MongoDB gives', () => {
  test.each(stageCases)('%s (%#)', async (_method, pipeline, expected) => {
    expect(await wire.result(stageDocuments, ended(pipeline))).toEqual(expected)
  })
})

describe('an accumulator gives what MongoDB gives for a group', () => {
  test.each(accumulatorCases)('%s', async (_method, accumulator, expected) => {
    const script = `async (given) => (await given.things.aggregate().group({ _id: null, value: (${accumulator})(given) }).end()).list[0].value`
    expect(await wire.result(stageDocuments, script)).toEqual(expected)
  })
})

describe('what MongoDB refuses in a pipeline is refused in its words', () => {
  test.each<Case>([
    [
      'match',
      ({ things, db, _ }) =>
        things.aggregate().match({ place: _.geoNear({ geometry: db.Geo.Point(0, 0) } as never) }),
      '$geoNear, $near, and $nearSphere are not allowed in this context',
    ],
    ['limit', ({ things }) => things.aggregate().limit(0), 'the limit must be positive'],
    [
      'skip',
      ({ things }) => things.aggregate().skip(-1),
      'invalid argument to $skip stage: Expected a non-negative number in: $skip: -1',
    ],
    [
      'limit',
      ({ things }) => things.aggregate().limit(1.5),
      'invalid argument to $limit stage: Expected an integer: $limit: 1.5',
    ],
    [
      'limit',
      ({ things }) => things.aggregate().limit('n' as never),
      'invalid argument to $limit stage: Expected a number in: $limit: "n"',
    ],
    ['count', ({ things }) => things.aggregate().count(''), 'the count field must be a non-empty string'],
    ['count', ({ things }) => things.aggregate().count('$n'), 'the count field cannot be a $-prefixed path'],
    ['count', ({ things }) => things.aggregate().count('a.b'), "the count field cannot contain '.'"],
    [
      'sample',
      ({ things }) => things.aggregate().sample({ size: 'n' as never }),
      'size argument to $sample must be a number',
    ],
    [
      'sample',
      ({ things }) => things.aggregate().sample({ size: 0 }),
      'size argument to $sample must be a positive integer',
    ],
    [
      'bucket',
      ({ things }) => things.aggregate().bucket({ groupBy: '$n', boundaries: [0] }),
      "The $bucket 'boundaries' field must have at least 2 values, but found 1 value(s).",
    ],
    [
      'bucket',
      ({ things }) => things.aggregate().bucket({ groupBy: '$n', boundaries: [0, 400, 200] }),
      "The 'boundaries' option to $bucket must be sorted, but elements 1 and 2 are not in ascending order (400 is not less than 200).",
    ],
    [
      'bucket',
      ({ things }) => things.aggregate().bucket({ groupBy: '$n', boundaries: 'abc' as never }),
      "The $bucket 'boundaries' field must be an array, but found type: string.",
    ],
    [
      'bucketAuto',
      ({ things }) => things.aggregate().bucketAuto({ groupBy: '$n', buckets: 0 }),
      "The $bucketAuto 'buckets' field must be greater than 0, but found: 0",
    ],
    ['group', ({ things }) => things.aggregate().group({ n: { $sum: 1 } }), 'must include an _id'],
    [
      'group',
      ({ things }) => things.aggregate().group({ _id: 1, n: 1 }),
      "The field 'n' must be an accumulator object",
    ],
    [
      'replaceRoot',
      ({ things }) => things.aggregate().replaceRoot({ newRoot: '$n' }),
      "'newRoot' expression must evaluate to an object",
    ],
    [
      'bucket',
      ({ things }) => things.aggregate().bucket({ groupBy: '$n', boundaries: [0, 1] }),
      'no default was specified',
    ],
    [
      'unwind',
      ({ things }) => things.aggregate().unwind('tags'),
      "path option to $unwind stage should be prefixed with a '$': tags",
    ],
    [
      'project',
      ({ things }) => things.aggregate().project({ n: 1, kind: 0 }),
      'mix of inclusion and exclusion',
    ],
    [
      'geoNear',
      ({ things }) => things.aggregate().limit(1).geoNear({ distanceField: 'd' }),
      'only valid as the first stage',
    ],
  ])('%s (%#)', async (_method, pipeline, words) => {
    await expect(wire.result(stageDocuments, ended(pipeline))).rejects.toMatchObject({
      errMsg: expect.stringContaining(String(words)),
    })
  })
})
