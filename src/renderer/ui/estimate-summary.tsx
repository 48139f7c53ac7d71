import type { Estimate } from '@shared/contract'
import { useState } from 'react'
import { EstimateTable } from './estimate-table'
import { formatAbout } from './format-money'
import { Popover } from './popover'
import './estimate-summary.css'

/** "about $0.04, at most $0.31", and what it rests on; opens what each step adds to it. */
export function EstimateSummary({ estimate }: { estimate: Estimate | null | undefined }) {
  const [open, setOpen] = useState(false)
  if (estimate == null || estimate.steps.length === 0) return null
  const { total, steps, basedOnRuns } = estimate
  if (steps.every((step) => step.connection.kind === 'demo')) {
    return <span className="estimate-summary">Demo connection, no cost</span>
  }
  if (total?.high === 0) return <span className="estimate-summary">Costs nothing</span>
  return (
    <span className="estimate-summary figures">
      <Popover
        label="Cost by step"
        side="top"
        align="start"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className="estimate-total">
            {total === null ? (
              'Cost unknown: no price for a model'
            ) : (
              <>
                <b>about {formatAbout(total.expected)}</b>, at most {formatAbout(total.high)}
              </>
            )}
          </button>
        }
      >
        <EstimateTable
          total={total}
          steps={steps.map(({ stepId, label, model, cost }) => ({ id: stepId, label, detail: model, cost }))}
        />
      </Popover>
      {basedOnRuns > 0 && <small>from your last {basedOnRuns} runs</small>}
    </span>
  )
}
