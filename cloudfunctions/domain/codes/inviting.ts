/** Inviting to an event: a code of one's own, which leads there and tells how many came by it. */
import { AppError } from '../../../miniprogram/contract/errors'
import { dayMs } from '../../platform/clock'
import { drawMiniProgramCode } from '../../platform/cloud'
import type { Handler, Handlers } from '../../platform/serve'
import { readEvent } from '../events/records'
import { countBrought } from './arriving'
import { insertCode } from './records'
import { entryPage, sceneFor } from './scene'

const pictureWidth = 430
/** A poster goes on leading to what became of the event. */
const kept = 30 * dayMs

const invite: Handler<'codes.invite'> = async ({ eventId }, { caller, now }) => {
  const event = await readEvent(eventId)
  if (event?.status !== 'published') throw new AppError('NOT_FOUND')
  // A phone's draft keys have no colon: nobody makes this code by another way.
  const scene = sceneFor(caller.personId, `invite:${eventId}`)
  const [picture, brought] = await Promise.all([
    drawMiniProgramCode({ scene, page: entryPage, width: pictureWidth }),
    countBrought([scene], false),
    insertCode({
      _id: scene,
      opens: 'event',
      targetId: eventId,
      channel: '个人邀请',
      kind: 'chat',
      status: 'open',
      expiresAt: new Date(event.endsAt.getTime() + kept),
      createdAt: now,
      createdBy: caller.personId,
    }),
  ])
  return {
    picture: `data:${picture.contentType};base64,${picture.bytes.toString('base64')}`,
    openedTimes: brought(scene).openedTimes,
    signUps: brought(scene).signUps,
  }
}

export const inviting: Pick<Handlers<'codes'>, 'codes.invite'> = { 'codes.invite': invite }
