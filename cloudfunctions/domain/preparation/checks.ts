/** Invariants of the preparation board; run with the others of checks.ts. */
import { straysAmong } from '../organisations/strays'
import { everyTask } from './records'

/** A task lies where its body does, except while bodies are moved. */
const tasksLieWithTheirBodies = () => straysAmong('task', everyTask())

export const preparationChecks = { tasksLieWithTheirBodies }
