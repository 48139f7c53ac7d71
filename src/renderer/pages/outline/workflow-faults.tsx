import type { Problem } from '@shared/errors'
import { MAX_LISTED_FAULTS } from '@shared/model/template-file-problems'
import { formatCount } from '../../ui/format-count'
import { Notice } from '../../ui/notice'
import { ProblemList } from '../../ui/problem-list'

/** What is wrong with a workflow that is not open anywhere, before somebody takes it. */
export function WorkflowFaults({ faults }: { faults: readonly Problem[] }) {
  if (faults.length === 0) return null
  const stopsRuns = faults.some(({ severity }) => severity === 'error')
  const count = formatCount(faults.length, 'problem')
  return (
    <Notice
      tone={stopsRuns ? 'bad' : 'warn'}
      title={`This workflow has ${count}${faults.length < MAX_LISTED_FAULTS ? '' : ' or more'}`}
    >
      <p>
        {stopsRuns
          ? 'To be mended in the builder: until then it can’t run.'
          : 'They don’t keep it from running.'}
      </p>
      <ProblemList problems={faults} most={3} signed />
    </Notice>
  )
}
