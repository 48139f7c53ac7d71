import type { StepType } from '@shared/model/step'

/** The step types by their names, in the order in which they are offered. */
export const STEP_TYPE_OPTIONS: readonly { value: StepType; name: string }[] = [
  { value: 'generate', name: 'Generate' },
  { value: 'research', name: 'Research' },
  { value: 'analyze', name: 'Analyze' },
  { value: 'summarize', name: 'Summarize' },
  { value: 'extract', name: 'Extract' },
  { value: 'transform', name: 'Transform' },
  { value: 'review', name: 'Review' },
]
