/** The browser's own choice of files, in the place of a phone's album. */

/** @returns what was chosen; nothing where the person gave up */
export function pickFiles(accept: string, multiple: boolean): Promise<File[]> {
  return new Promise((resolve) => {
    const field = document.createElement('input')
    field.type = 'file'
    field.accept = accept
    field.multiple = multiple
    field.hidden = true
    field.addEventListener('change', () => finish([...(field.files ?? [])]))
    field.addEventListener('cancel', () => finish([]))
    const finish = (files: File[]) => {
      field.remove()
      resolve(files)
    }
    document.body.append(field)
    field.click()
  })
}
