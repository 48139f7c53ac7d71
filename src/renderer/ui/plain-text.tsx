import { memo, useMemo } from 'react'
import './plain-text.css'

/** Pieces are at least this long, so that a text of a megabyte is a few hundred of them. */
const PIECE = 2_000

interface PlainTextProps {
  text: string
  /** More is coming: a caret stands at the end. */
  live?: boolean
}

/**
 * A model's or a person's text as it is, never as markup. It is cut into pieces, so that a growing text lays out
 * its last piece only, however long it is.
 */
export function PlainText({ text, live = false }: PlainTextProps) {
  const pieces = useMemo(() => cut(text), [text])
  return (
    <div className="plain-text">
      {pieces.map((piece, index) => (
        <Piece key={index} text={piece} live={live && index === pieces.length - 1} />
      ))}
      {live && pieces.length === 0 && <Piece text="" live />}
    </div>
  )
}

const Piece = memo(function Piece({ text, live }: { text: string; live: boolean }) {
  return (
    <div className="plain-text-piece">
      {text}
      {live && <span className="caret" aria-hidden="true" />}
    </div>
  )
})

/** Cuts after line breaks, which the pieces, being blocks, stand for. Joined by line breaks they are the text. */
function cut(text: string): string[] {
  const pieces: string[] = []
  let from = 0
  while (from < text.length) {
    const lineEnd = text.indexOf('\n', from + PIECE)
    const to = lineEnd === -1 ? text.length : lineEnd
    pieces.push(text.slice(from, to))
    from = to + 1
  }
  return pieces
}
