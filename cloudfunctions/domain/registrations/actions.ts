/** The review desk: the queue, the decisions, and the words of class leads. */
import type { Handlers } from '../../platform/serve'
import { queue } from './queue'
import { reviews } from './reviews'
import { vouching } from './vouching'

export const registrations: Handlers<'registrations'> = { ...queue, ...reviews, ...vouching }
