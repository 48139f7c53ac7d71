import type { StepType } from '@shared/model/step'

export const STEP_TYPE_NAMES: Record<StepType, string> = {
  generate: 'Generate',
  research: 'Research',
  analyze: 'Analyze',
  summarize: 'Summarize',
  extract: 'Extract',
  transform: 'Transform',
  review: 'Review',
}
