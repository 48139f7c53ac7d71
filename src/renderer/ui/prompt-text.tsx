import { parsePrompt } from '@shared/prompt/parse-prompt'
import type { PromptSegment } from '@shared/prompt/prompt-template'
import { useMemo, useState } from 'react'
import { Button } from './button'
import { formatCount } from './format-count'
import './prompt-text.css'
import './prompt-token.css'

interface PromptTextProps {
  text: string
  /** Labels that mean no step where the text stands. */
  unknown?: ReadonlySet<string>
}

/** Characters of a long text that are shown before the rest is asked for. */
const FIRST = 6_000

/** A text in the prompt language, to be read: what goes in for its variables is coloured by where it comes from. */
export function PromptText({ text, unknown }: PromptTextProps) {
  const [whole, setWhole] = useState(false)
  const cut = !whole && text.length > FIRST * 1.5
  const { segments } = useMemo(() => parsePrompt(cut ? text.slice(0, FIRST) : text), [cut, text])
  return (
    <div className="prompt-text">
      {segments.map((segment) =>
        segment.type === 'text' ? (
          segment.source
        ) : (
          <span key={segment.range.from} className="prompt-token" data-kind={kindOf(segment, unknown)}>
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

function kindOf(segment: Exclude<PromptSegment, { type: 'text' }>, unknown: ReadonlySet<string> | undefined) {
  if (segment.type === 'broken') return 'broken'
  const { target } = segment.reference
  if (target.kind === 'input') return 'input'
  return unknown?.has(target.label) === true ? 'broken' : 'step'
}
