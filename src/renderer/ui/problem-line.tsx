import type { Problem } from '@shared/errors'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import './problem-line.css'

/** A problem's sentence, after a sign that says whether it stands in the way. */
export function ProblemLine({ problem: { severity, message } }: { problem: Problem }) {
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert
  return (
    <span className="problem-line" data-severity={severity}>
      <Icon aria-hidden="true" />
      <span>{message}</span>
    </span>
  )
}
