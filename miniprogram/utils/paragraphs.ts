/** A text that staff typed, as the paragraphs it is printed in. */

/** Blank lines only part paragraphs; they are none. */
export const paragraphsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
