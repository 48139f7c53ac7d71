import type { Problem } from '@shared/errors'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import type { PromptSegment } from '@shared/prompt/prompt-template'
import { useMemo, useState } from 'react'
import { Button } from './button'
import { formatCount } from './format-count'
import './prompt-text.css'
import './prompt-token.css'

interface PromptTextProps {
  text: string
  /** What is wrong with pieces of it. */
  problems?: readonly Problem[] | undefined
}

/** Characters of a long text that are shown before the rest is asked for. */
const FIRST = 6_000

/** A text in the prompt language, to be read: what goes in for its variables is coloured by where it comes from. */
export function PromptText({ text, problems }: PromptTextProps) {
  const [whole, setWhole] = useState(false)
  const cut = !whole && text.length > FIRST * 1.5
  const { segments } = useMemo(() => parsePrompt(cut ? text.slice(0, FIRST) : text), [cut, text])
  const problemAt = useMemo(() => new Map(problems?.map((one) => [one.range?.from, one])), [problems])
  return (
    <div className="prompt-text">
      {segments.map((segment) =>
        segment.type === 'text' ? (
          segment.source
        ) : (
          <span
            key={segment.range.from}
            className="prompt-token"
            data-kind={kindOf(segment, problemAt.get(segment.range.from))}
            title={problemAt.get(segment.range.from)?.message}
          >
            {segment.source}
          </span>
        ),
      )}
      {cut && (
        <p className="prompt-text-more">
          …{' '}
          <Button size="small" onClick={() => setWhole(true)}>
            {`Show all ${formatCount(text.length, 'character')}`}
          </Button>
        </p>
      )}
    </div>
  )
}

function kindOf(segment: Exclude<PromptSegment, { type: 'text' }>, problem: Problem | undefined) {
  if (segment.type === 'broken' || problem?.severity === 'error') return 'broken'
  return problem === undefined ? segment.reference.target.kind : 'doubtful'
}
