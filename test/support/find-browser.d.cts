/** The path of the browser's executable, or undefined. */
export function findBrowser(): string | undefined
