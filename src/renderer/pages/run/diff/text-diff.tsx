import { useState } from 'react'
import { formatCount } from '../../../ui/format-count'
import type { Comparison, DiffPart, DiffRow } from './compare-texts'
import './text-diff.css'

/** Two texts as one, as prose: what went, what came, and what lies far from both folded away. */
export function TextDiff({ comparison }: { comparison: Comparison }) {
  if (comparison.rows.every((row) => row.kind === 'same' || row.kind === 'fold')) {
    return <p className="reading-empty text-diff-same">These two say the same.</p>
  }
  return (
    <div className="text-diff">
      {comparison.rows.map((row, index) => (
        <Row key={index} row={row} />
      ))}
    </div>
  )
}

function Row({ row }: { row: DiffRow }) {
  switch (row.kind) {
    case 'same':
      return <p className="diff-row">{row.text}</p>
    case 'removed':
      return (
        <p className="diff-row diff-removed">
          <span className="visually-hidden">Removed: </span>
          {row.parts.map((part, index) => (
            <Part key={index} part={part} as="del" />
          ))}
        </p>
      )
    case 'added':
      return (
        <p className="diff-row diff-added">
          <span className="visually-hidden">Added: </span>
          {row.parts.map((part, index) => (
            <Part key={index} part={part} as="ins" />
          ))}
        </p>
      )
    case 'fold':
      return <Fold row={row} />
  }
}

function Part({ part, as: Element }: { part: DiffPart; as: 'ins' | 'del' }) {
  return part.changed ? <Element>{part.text}</Element> : part.text
}

function Fold({ row }: { row: Extract<DiffRow, { kind: 'fold' }> }) {
  const [open, setOpen] = useState(false)
  if (open) return row.lines.map((line, index) => <Row key={index} row={{ kind: 'same', text: line }} />)
  return (
    <button type="button" className="diff-fold" onClick={() => setOpen(true)}>
      Same: {formatCount(row.paragraphs, 'paragraph')}
    </button>
  )
}
