/** Pages that are for verified alumni alone: who I am, or what stands before that and how to get past it. */
import type { Me } from '../../contract/alumni'
import { session } from '../../stores/session'
import { type Obstacle, obstacleOf } from '../../utils/obstacle'
import { stepToRecognition } from '../../utils/recognition'

/** What is remembered is enough for whoever is verified; whoever was not is asked about anew. */
export async function recognised(pageUrl: string): Promise<{ readonly me: Me } | Obstacle> {
  const known = session.me
  const me = known && !stepToRecognition(known) ? known : await session.refresh()
  const step = stepToRecognition(me)
  return step ? obstacleOf(step, pageUrl, { action: '查看校友卡', url: '/alumni/card/card' }) : { me }
}
