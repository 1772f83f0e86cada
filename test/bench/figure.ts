/** What a bench gives: a figure that was measured while it ran. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** Such as `seconds`, or `count` where the name says of what. */
  readonly unit: string
  /** How many measurements or events the value stands for. */
  readonly n: number
}

/** A bench module; `run` may say on stderr how far it is. */
export interface Bench {
  run(): AsyncGenerator<Figure>
}
