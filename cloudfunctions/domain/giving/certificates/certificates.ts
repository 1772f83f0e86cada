/** A certificate is given out to the donor, and checked by anybody who sees it. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { CertificateFacts } from '../../../../miniprogram/contract/giving-papers'
import { drawMiniProgramCode } from '../../../platform/cloud'
import { derivedId, keyedHash } from '../../../platform/ids'
import type { Handler, Handlers } from '../../../platform/serve'
import { settings } from '../../../platform/settings'
import { type Gift, readGift, readProject } from '../records'
import { isKept, publicName } from '../rules'
import { thingsIn } from '../views'
import { insertCertificate, readCertificate } from './records'
import { hasCertificate, numberIn } from './rules'

const checkPage = 'giving/check-certificate/check-certificate'
const pictureWidth = 430

/** The same for the same gift, and 80 bits that nobody can guess. */
const numberOf = (giftId: string) => `ZS${keyedHash('certificate', giftId).slice(0, 20).toUpperCase()}`

async function factsOf(number: string, gift: Gift): Promise<CertificateFacts> {
  const project = await readProject(gift.projectId)
  return {
    number,
    donorName: publicName(gift),
    projectTitle: project?.title ?? '',
    amountFen: gift.keptFen,
    goods: thingsIn(gift),
    receivedAt: (gift.receivedAt ?? gift.createdAt).getTime(),
    payee: settings().givingPayee,
  }
}

const issue: Handler<'giving.issueCertificate'> = async ({ orderNo }, { caller, now }) => {
  const gift = await readGift(derivedId('gift', orderNo))
  if (!gift || gift.personId !== caller.personId) throw new AppError('NOT_FOUND')
  if (!hasCertificate(gift, settings().certificateFromFen)) throw new AppError('NO_CERTIFICATE')
  const number = numberOf(gift._id)
  // Kept before it is shown, so that whatever was shown can be checked.
  await insertCertificate({ _id: number, giftId: gift._id, issuedAt: now })
  const [certificate, { contentType, bytes }] = await Promise.all([
    factsOf(number, gift),
    drawMiniProgramCode({ scene: number, page: checkPage, width: pictureWidth }),
  ])
  return { certificate, picture: `data:${contentType};base64,${bytes.toString('base64')}` }
}

const check: Handler<'giving.checkCertificate'> = async ({ number: typed }) => {
  const number = numberIn(typed)
  const certificate = number === undefined ? undefined : await readCertificate(number)
  const gift = certificate && (await readGift(certificate.giftId))
  if (!certificate || !gift) throw new AppError('NOT_FOUND')
  if (!isKept(gift)) return { state: 'void', number: certificate._id }
  return { state: 'valid', certificate: await factsOf(certificate._id, gift) }
}

export const certifying: Pick<Handlers<'giving'>, 'giving.issueCertificate' | 'giving.checkCertificate'> = {
  'giving.issueCertificate': issue,
  'giving.checkCertificate': check,
}
