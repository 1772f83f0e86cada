/** How names are compared: people write one thing in many ways. Pure. */

/** A name without spaces, dots and width differences, so that 欧阳 · 明 and 欧阳·明 are one. */
export const normalisedName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·•・.]/g, '')
    .toLowerCase()

/** A class without spaces, width differences and the closing 班, so that 软件 0802 and 软件0802班 are one. */
export const normalisedClass = (className: string): string =>
  className.normalize('NFKC').replace(/\s/g, '').toUpperCase().replace(/班$/, '')
