import type { PauseReason, RunStatus, StepStatus } from './run'
import type { StepType } from './step'

/** What a list of workflows shows of each. */
export interface WorkflowSummary {
  id: string
  name: string
  description: string
  stepCount: number
  stepLabels: string[]
  /** As `stepLabels`, in order. */
  stepTypes: StepType[]
  lastRun: LastRun | null
  updatedAt: number
}

/** How a workflow's newest run stands, for its line in a list. */
export interface LastRun {
  id: string
  status: RunStatus
  pauseReason: PauseReason | null
  /** When it was started, milliseconds since the epoch. */
  at: number
  /** From its start to its end; null while it has none. */
  durationMs: number | null
  /** USD so far; null when a part of it has no known price. */
  costEstimate: number | null
  /** The steps it ran, in order; not always those that the workflow has now. */
  steps: { label: string; status: StepStatus }[]
}
