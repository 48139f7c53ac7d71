import type { Problem } from '@shared/errors'
import { ProblemLine } from './problem-line'

interface ProblemListProps {
  problems: readonly Problem[]
  /** How many are said; of the others it says that they are there. */
  most?: number
  /** Errors and warnings stand side by side: each says which it is. */
  signed?: boolean
}

/** Problems as sentences. Each names its place itself. */
export function ProblemList({ problems, most = 20, signed = false }: ProblemListProps) {
  const hidden = problems.length - most
  return (
    <ul className="problem-list">
      {problems.slice(0, most).map((problem) => (
        <li key={`${problem.path.join('/')} ${problem.range?.from ?? ''} ${problem.message}`}>
          {signed ? <ProblemLine problem={problem} /> : problem.message}
        </li>
      ))}
      {hidden > 0 && <li>And {hidden.toLocaleString('en')} more.</li>}
    </ul>
  )
}
