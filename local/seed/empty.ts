/** A world on its first day: the university with its colleges, and the one who administers it. Nothing has happened yet. */
import type { Sample } from '../world'
import { bodies } from './bodies'
import * as university from './index'
import { samplePeople } from './people'
import { personas } from './personas'
import { sampleRoster } from './roster'

const administrator = personas.find(({ key }) => key === 'administrator')

export const firstDay: Sample = {
  ...university,
  personas: personas.map((persona) =>
    persona === administrator ? persona : { ...persona, description: '还没有登记' },
  ),
  async seed({ cloud, clock, secrets }) {
    const secretKey = secrets.SECRET_KEY ?? ''
    const people = samplePeople(sampleRoster(secretKey), clock.now(), secretKey)
    const isFirst = ({ openid }: { readonly openid: string }) => openid === administrator?.openid
    const identities = people.identities.filter(isFirst)
    const documents = {
      bodies: bodies.filter(({ kind }) => kind === 'university' || kind === 'college'),
      identities,
      people: people.all.filter(({ _id }) => identities.some((identity) => identity._id === _id)),
    }
    for (const [collection, rows] of Object.entries(documents)) await cloud.database.upsert(collection, rows)
  },
}
