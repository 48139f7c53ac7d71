import type { UsageFigures } from '@shared/contract'
import { formatMoney } from '../../ui/format-money'

/** `$1.27`, `at least $1.27` where some requests have no known price, `unknown` where none has; never $0 for those. */
export function describeSpend({ costUsd, unpriced }: Pick<UsageFigures, 'costUsd' | 'unpriced'>): string {
  if (costUsd === null) return 'unknown'
  return unpriced > 0 ? `at least ${formatMoney(costUsd)}` : formatMoney(costUsd)
}
