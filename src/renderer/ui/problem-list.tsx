import type { Problem } from '@shared/errors'

const MOST_SHOWN = 20

/** Problems as sentences. Each names its place itself. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="problem-list">
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <li key={`${problem.path.join('/')} ${problem.message}`}>{problem.message}</li>
      ))}
      {problems.length > MOST_SHOWN && <li>And {problems.length - MOST_SHOWN} more.</li>}
    </ul>
  )
}
