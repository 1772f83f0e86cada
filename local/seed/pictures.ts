/** Pictures of the sample world, drawn for it, as its editor would have sent them up. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { eventPictureFolder } from '../../miniprogram/contract/event-content'
import type { Cloud } from '../cloud'
import { personas } from './personas'

export interface SamplePictures {
  readonly gate: string
  readonly library: string
  readonly skyline: string
  /** Of the alumnus’s wish: the wall’s own copy. */
  readonly wish: string
}

const openidOf = (key: string) => personas.find((persona) => persona.key === key)?.openid ?? ''

/** Sends them up; their ids are known only then. */
export async function sendPictures(cloud: Cloud): Promise<SamplePictures> {
  const send = async (name: string, folder: string, openid?: string) => {
    const bytes = await fs.readFile(path.join(__dirname, 'pictures', `${name}.jpg`))
    const options = { ...(openid === undefined ? {} : { identity: { openid } }), contentType: 'image/jpeg' }
    return cloud.storage.upload(`${folder}/${name}.jpg`, bytes, options)
  }
  const editor = openidOf('editor')
  const [gate, library, skyline, wish] = await Promise.all([
    send('first-gate', eventPictureFolder(personIdOf(editor)), editor),
    send('old-library', eventPictureFolder(personIdOf(editor)), editor),
    send('skyline', eventPictureFolder(personIdOf(editor)), editor),
    send('old-library', 'wall'),
  ])
  return { gate, library, skyline, wish }
}
