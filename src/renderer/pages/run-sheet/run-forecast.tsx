import type { Estimate, RunSource } from '@shared/contract'
import type { Problem } from '@shared/errors'
import type { JsonValue } from '@shared/model/json'
import { useAnswer } from '../../state/use-answer'
import { Notice } from '../../ui/notice'
import { ProblemList } from '../../ui/problem-list'
import { useSettled } from '../../ui/use-settled'

export interface Forecast {
  problems: Problem[]
  estimate: Estimate | undefined
}

/** What stands in the way of the run, and what it would cost, for the input as it is. */
export function useForecast(source: RunSource | null, input: JsonValue | undefined): Forecast {
  // As text, so that equal inputs are one question.
  const text = useSettled(input === undefined ? '' : JSON.stringify(input), 300)
  const given = text === '' ? {} : { input: readBack(text) }
  const key = source === null ? null : `${JSON.stringify(source)} ${text}`
  const checked = useAnswer(key === null ? null : `problems ${key}`, async (client, signal) =>
    source === null ? undefined : client.workflows.validate({ source, ...given }, { signal }),
  )
  const estimate = useAnswer(key === null ? null : `estimate ${key}`, async (client, signal) =>
    source === null ? undefined : client.workflows.estimateCost({ source, ...given }, { signal }),
  )
  return {
    problems: checked.data?.problems ?? [],
    estimate: estimate.error === null ? estimate.data : undefined,
  }
}

function readBack(text: string): JsonValue {
  const input: JsonValue = JSON.parse(text)
  return input
}

export function ForecastProblems({ problems }: { problems: Problem[] }) {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const warnings = problems.filter((problem) => problem.severity === 'warning')
  return (
    <>
      {errors.length > 0 && (
        <Notice
          tone="bad"
          title={
            errors.length === 1 ? 'One thing stands in the way' : `${errors.length} things stand in the way`
          }
        >
          <ProblemList problems={errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice
          tone="warn"
          title={warnings.length === 1 ? 'One thing to know' : `${warnings.length} things to know`}
        >
          <ProblemList problems={warnings} />
        </Notice>
      )}
    </>
  )
}
