import { memo, useMemo, useRef, useState } from 'react'
import { Button } from '../../../ui/button'
import { formatCount } from '../../../ui/format-count'
import { foldPreview, type PreviewPiece } from './fold-preview'
import type { ResolvedParts } from './resolve-parts'
import '../../../ui/prompt-text.css'
import './prompt-preview.css'

interface PromptPreviewProps {
  /** Of the text. */
  label: string
  parts: ResolvedParts
}

/**
 * What the text comes to, live: values of the last run stand out, and so does what has none yet. Long values are folded
 * to their beginning and a long text is drawn part by part, in here only: it is sent whole.
 */
export const PromptPreview = memo(function PromptPreview({
  label,
  parts: { parts, tokens, complete },
}: PromptPreviewProps) {
  const text = useRef<HTMLDivElement>(null)
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set())
  const [rooms, setRooms] = useState(1)
  const { blocks, left } = useMemo(() => foldPreview(parts, unfolded, rooms), [parts, unfolded, rooms])
  // The button that was pressed goes away: the focus stays with the text.
  const keepFocus = (): void => text.current?.focus({ preventScroll: true })
  const unfold = (part: number): void => {
    setUnfolded(new Set([...unfolded, part]))
    keepFocus()
  }
  const showMore = (): void => {
    setRooms(rooms + 1)
    keepFocus()
  }
  return (
    <section className="prompt-preview" aria-label={`Preview of ${label}`}>
      <p className="prompt-preview-head">
        As it would be sent, about {tokens.toLocaleString('en')} tokens
        {!complete && '; what is marked has no value before the workflow has run'}
      </p>
      <div
        ref={text}
        className="prompt-preview-text prompt-text"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and the keyboard must reach it
        tabIndex={0}
        role="group"
        aria-label={`Resolved ${label}`}
      >
        {blocks.map((pieces, index) => (
          <div key={index} className="prompt-preview-block">
            {pieces.map((piece, position) => (
              <Piece key={position} piece={piece} onUnfold={unfold} />
            ))}
          </div>
        ))}
        {left > 0 && (
          <p className="prompt-preview-rest">
            <Button size="small" onClick={showMore}>
              Show more
            </Button>{' '}
            {formatCount(left, 'character')} left
          </p>
        )}
      </div>
    </section>
  )
})

function Piece({ piece, onUnfold }: { piece: PreviewPiece; onUnfold: (part: number) => void }) {
  const { kind, text, part, folded } = piece
  if (kind === 'text') return text
  return (
    <>
      <mark data-kind={kind}>
        {text}
        {folded > 0 && '…'}
      </mark>
      {folded > 0 && (
        <Button size="small" className="prompt-preview-folded" onClick={() => onUnfold(part)}>
          {formatCount(folded, 'more character')}
        </Button>
      )}
    </>
  )
}
