/** What people agree to when they register, in full. */
import { consentSections, consentVersion } from '../../contract/consent'

Page({
  data: { sections: consentSections, version: consentVersion },
})
