import type { ResolvedParts } from './resolve-parts'
import './prompt-preview.css'

interface PromptPreviewProps {
  /** Of the text. */
  label: string
  parts: ResolvedParts
}

/** A long value is cut in here, not where it is sent. */
const LONGEST_VALUE = 4_000

/** What the text comes to, live: values of the last run stand out, and so does what has none yet. */
export function PromptPreview({ label, parts: { parts, tokens, complete } }: PromptPreviewProps) {
  return (
    <section className="prompt-preview" aria-label={`Preview of ${label}`}>
      <p className="prompt-preview-head">
        As it would be sent, about {tokens.toLocaleString('en')} tokens
        {!complete && '; what is marked has no value before the workflow has run'}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach it */}
      <div className="prompt-preview-text" tabIndex={0} role="group" aria-label={`Resolved ${label}`}>
        {parts.map((part, index) =>
          part.kind === 'text' ? (
            part.text
          ) : (
            <mark key={index} data-kind={part.kind}>
              {part.text.length > LONGEST_VALUE ? `${part.text.slice(0, LONGEST_VALUE)}…` : part.text}
            </mark>
          ),
        )}
      </div>
    </section>
  )
}
