/** What the directory shows: people of one's own circles, or those who were looked for. */
import type { Output } from '../../contract/index'
import { type PersonFace, personFaceOf } from '../utils/person-face'
import type { Circle } from './criteria'

type Found = Output<'directory.search'>

/** Some people of a circle that one is in. */
export interface Section extends Circle {
  readonly people: readonly PersonFace[]
  readonly hasMore: boolean
}

export interface Circles {
  readonly state: 'ready'
  readonly shows: 'circles'
  /** None while nobody in one's circles is to be found. */
  readonly sections: readonly Section[]
  readonly offline: boolean
}

export interface People {
  readonly state: 'ready'
  readonly shows: 'people'
  readonly words: string
  readonly people: readonly PersonFace[]
  /** Where the next page begins; empty at the end. */
  readonly next: string
  readonly more: 'idle' | 'loading' | 'failed'
  readonly offline: boolean
}

const shownPerCircle = 4

export const sectionOf = (circle: Circle, { people, next }: Found): Section => ({
  ...circle,
  people: people.slice(0, shownPerCircle).map(personFaceOf),
  hasMore: people.length > shownPerCircle || next !== undefined,
})

export const circlesView = (sections: readonly Section[]): Circles => ({
  state: 'ready',
  shows: 'circles',
  sections: sections.some(({ people }) => people.length > 0) ? sections : [],
  offline: false,
})

export const peopleView = (words: string, { people, next }: Found): People => ({
  state: 'ready',
  shows: 'people',
  words,
  people: people.map(personFaceOf),
  next: next ?? '',
  more: 'idle',
  offline: false,
})
