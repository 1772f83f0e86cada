/** Wishes as a phone is told of them. */
import type { ShownWish } from '../../../miniprogram/contract/wishes'
import { linksOf } from '../events/publishing/pictures'
import { listShown, type WishRecord } from './records'

/** @param personId who looks; empty: nobody in particular */
export async function describeWishes(wishes: readonly WishRecord[], personId: string): Promise<ShownWish[]> {
  const links = await linksOf(wishes.flatMap(({ pictureId }) => pictureId ?? []))
  return wishes.map((wish) => ({
    wishId: wish._id,
    words: wish.words,
    name: wish.name,
    picture: wish.pictureId === null ? undefined : links.get(wish.pictureId),
    at: wish.madeAt.getTime(),
    isMine: wish.personId === personId,
  }))
}

/** The latest on the wall, for Home. */
export const latestWishes = async (anniversaryId: string, limit: number): Promise<ShownWish[]> =>
  describeWishes(await listShown(anniversaryId, undefined, limit), '')
