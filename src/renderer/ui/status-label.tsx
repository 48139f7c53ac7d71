import { StatusDot, type DotKind } from './status-dot'
import './status-label.css'

/** How a status is shown: its dot, its word, and the colour of the word. */
export interface StatusLook {
  kind: DotKind
  word: string
  tone: 'active' | 'ok' | 'bad' | 'warn' | 'quiet'
}

export function StatusLabel({ status }: { status: StatusLook }) {
  return (
    <span className={`status-label status-${status.tone}`}>
      <StatusDot kind={status.kind} />
      {status.word}
    </span>
  )
}
