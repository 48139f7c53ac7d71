import type { CostRange } from '@shared/contract'
import { formatAbout } from './format-money'

/** "about $0.04", or "at no cost"; null where no price is known, which is not said at all rather than guessed. */
export function describeCost(total: CostRange | null | undefined): string | null {
  if (total == null) return null
  return total.high === 0 ? 'at no cost' : `about ${formatAbout(total.expected)}`
}
