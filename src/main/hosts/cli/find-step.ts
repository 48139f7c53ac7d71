import { closestName } from '@shared/prompt/closest-name'
import type { Run, StepRun } from '@shared/model/run'
import { printableLine } from './printable-text'
import { UsageError } from './usage-error'

/**
 * What a user means by STEP: a position, counted from 1, or a label.
 * @throws UsageError when there is none, or the label is there twice
 */
export function findStep(run: Pick<Run, 'steps'>, wanted: string): StepRun {
  const { steps } = run
  const atPosition = /^[1-9]\d{0,5}$/.test(wanted) ? steps[Number(wanted) - 1] : undefined
  if (atPosition !== undefined) return atPosition
  const label = wanted.normalize('NFC').trim()
  const found = steps.filter((step) => step.label === label)
  const [first] = found
  if (first === undefined) throw notFound(wanted, run)
  if (found.length === 1) return first
  throw new UsageError(`${found.length} steps are labelled "${printableLine(label)}".`, {
    remedy: 'Say which one is meant by its position:',
    choices: found.map((step) => `${steps.indexOf(step) + 1}  ${printableLine(step.label)}`),
  })
}

function notFound(wanted: string, { steps }: Pick<Run, 'steps'>): UsageError {
  const meant = closestName(
    wanted,
    steps.map(({ label }) => label),
  )
  return new UsageError(`The run has no step "${printableLine(wanted)}".`, {
    remedy: meant === undefined ? 'Its steps are:' : `Did you mean "${printableLine(meant)}"? Its steps are:`,
    choices: steps.map(({ label }, index) => `${index + 1}  ${printableLine(label)}`),
  })
}
