/** wx: the share menu. */
import { shareMenu } from '../sheets/menu'
import { wxFunction } from './api'

export const shareApi = {
  showShareMenu: wxFunction('showShareMenu', () => {
    shareMenu.hidden = false
  }),
  hideShareMenu: wxFunction('hideShareMenu', () => {
    shareMenu.hidden = true
  }),
  updateShareMenu: wxFunction('updateShareMenu', () => {}),
}
