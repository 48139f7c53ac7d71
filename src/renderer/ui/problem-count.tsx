import { CircleAlert, TriangleAlert } from 'lucide-react'
import { formatCount } from './format-count'
import './problem-count.css'

interface ProblemCountProps {
  id?: string
  problems: number
  /** How many of them are errors. */
  errors: number
  /** "2 problems" rather than a figure. */
  inWords?: boolean
}

/** How much is wrong with something, at a glance. */
export function ProblemCount({ id, problems, errors, inWords = false }: ProblemCountProps) {
  const Icon = errors > 0 ? CircleAlert : TriangleAlert
  const text = formatCount(problems, 'problem')
  return (
    <span id={id} className="problem-count" data-severity={errors > 0 ? 'error' : 'warning'}>
      <Icon aria-hidden="true" />
      {inWords ? (
        text
      ) : (
        <>
          <span aria-hidden="true">{problems}</span>
          <span className="visually-hidden">{text}</span>
        </>
      )}
    </span>
  )
}
