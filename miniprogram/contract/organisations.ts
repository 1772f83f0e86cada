/** The university and its bodies, and what a scanned code opens. */
import { action } from './action'
import { text } from './fields'

export const bodyKinds = {
  university: '学校',
  college: '学院',
  class: '班级',
  branch: '地方校友会',
  association: '行业校友会',
  foundation: '教育发展基金会',
} as const

export type BodyKind = keyof typeof bodyKinds

export interface BodyName {
  readonly bodyId: string
  readonly name: string
}

/** The institution as every page shows it; another college changes one record, not code. */
export interface Institution {
  readonly name: string
  readonly motto: string
  readonly foundedYear: number
  /** Two or three characters for a crest without a picture. */
  readonly shortName: string
}

/** Where a scanned code leads. */
export type CodeTarget =
  | {
      readonly opens: 'register'
      readonly college: BodyName | undefined
      readonly entryYear: number | undefined
    }
  | { readonly opens: 'event'; readonly eventId: string }
  | { readonly opens: 'project'; readonly projectId: string }

export const organisations = {
  'organisations.openCode': action('visitor', { scene: text('码', { max: 64 }) }).returns<CodeTarget>(),
  'organisations.listColleges': action('visitor', {}).returns<{
    readonly institution: Institution
    readonly colleges: readonly BodyName[]
  }>(),
}
