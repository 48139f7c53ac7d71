import type { UsageFigures } from '@shared/contract'
import { describeSpend } from './describe-spend'

/** What the span came to. */
export function UsageTotal({ total }: { total: UsageFigures }) {
  const count = (value: number): string => value.toLocaleString('en')
  return (
    <>
      <dl className="usage-total figures">
        <div>
          <dt>Spent</dt>
          <dd>{describeSpend(total)}</dd>
        </div>
        <div>
          <dt>Requests</dt>
          <dd>{count(total.requests)}</dd>
        </div>
        <div>
          <dt>Tokens in</dt>
          <dd>
            {count(total.inputTokens)}
            {total.cachedInputTokens > 0 && <small>{count(total.cachedInputTokens)} from the cache</small>}
          </dd>
        </div>
        <div>
          <dt>Tokens out</dt>
          <dd>{count(total.outputTokens)}</dd>
        </div>
      </dl>
      {total.unpriced > 0 && (
        <p className="page-note">
          {total.unpriced === 1
            ? 'One request has no known price. What it cost'
            : `${count(total.unpriced)} requests have no known price. What they cost`}{' '}
          is not in the sums; the provider’s own bill says it.
        </p>
      )}
    </>
  )
}
