/** Who may find whom, and see what: closed until a person opens it. */
import type { InferOutput } from 'valibot'
import { strictObject } from 'valibot'
import { choice } from './fields'

/** From narrow to wide; whoever is in a narrow circle is also in every wider one. */
export const visibilities = {
  nobody: '不公开',
  classmates: '同班校友',
  college: '同院校友',
  verified: '全部认证校友',
} as const
export type Visibility = keyof typeof visibilities

/** What a person may open one by one. `listing` is being found at all: name, college, year and class. */
export const privateFields = {
  listing: '姓名与班级',
  city: '所在城市',
  industry: '从事行业',
  employer: '工作单位',
} as const
export type PrivateField = keyof typeof privateFields

export const privacy = strictObject(
  {
    listing: choice(privateFields.listing, visibilities),
    city: choice(privateFields.city, visibilities),
    industry: choice(privateFields.industry, visibilities),
    employer: choice(privateFields.employer, visibilities),
  },
  '公开范围有误',
)
export type Privacy = InferOutput<typeof privacy>

/** How everybody begins. */
export const closedPrivacy: Privacy = {
  listing: 'nobody',
  city: 'nobody',
  industry: 'nobody',
  employer: 'nobody',
}
