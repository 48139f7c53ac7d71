import type { Run } from '@shared/model/run'
import { useState } from 'react'
import { NumberField } from '../../ui/number-field'
import { SwitchField } from '../../ui/switch-field'
import { ErrorNotice } from '../error-notice'
import { useRunOptions } from './use-run-options'

/** A run's own YOLO mode and budget. They hold from the next step on. */
export function RunOptionFields({ run }: { run: Run }) {
  const { options } = run
  const [budget, setBudget] = useState(options.budgetUsd ?? undefined)
  const change = useRunOptions(run)
  const saveBudget = (): void => {
    if ((budget ?? null) !== options.budgetUsd) change.run({ budgetUsd: budget ?? null })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its fields are what can be left
    <form
      className="run-options"
      onSubmit={(event) => {
        event.preventDefault()
        saveBudget()
      }}
      onBlur={saveBudget}
    >
      <SwitchField
        label="YOLO mode"
        checked={options.yoloMode}
        onChange={(yoloMode) => change.run({ yoloMode })}
      />
      <p className="field-help">
        {options.yoloMode
          ? 'Gates pass their text on. An open one does so at the next Resume.'
          : 'The run stops at every gate and waits for you.'}
      </p>
      <NumberField
        label="Budget in USD"
        help="The run pauses before a request that could go over it."
        value={budget}
        placeholder="no limit"
        least={0.01}
        most={1_000_000}
        onChange={setBudget}
      />
      {change.error !== null && <ErrorNotice error={change.error} />}
    </form>
  )
}
