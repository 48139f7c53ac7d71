import type { StepSettings, StepType } from './step'
import { newStep, STEP_TYPE_DEFAULTS } from './step-type-defaults'

/** A preset step that the user can add with one click. */
export interface StepTemplate {
  /** Stable: `generate`, … for the step types, `deep-build-pipeline/1` to `/9` for the pipeline's steps. */
  id: string
  group: 'step-type' | 'deep-build-pipeline'
  /** What the user chooses by: the label of the new step. */
  name: string
  /** One sentence. */
  description: string
  stepType: StepType
  /**
   * The settings of a new step, a fresh value each time.
   * A step of the pipeline refers to the pipeline's steps before it, whatever `labelAbove` is.
   *
   * @param labelAbove label of the step above the new one, if there is one
   */
  create: (labelAbove?: string) => StepSettings
}

const PIPELINE = 'deep-build-pipeline'

/** In the order in which they are offered. */
const STEP_TYPES: readonly StepType[] = [
  'generate',
  'research',
  'analyze',
  'summarize',
  'extract',
  'transform',
  'review',
]

/** By position: what the file has no place for. */
const PIPELINE_STEPS: readonly string[] = [
  'Sharpens a raw idea into a concept, with the directions considered and what is assumed.',
  'Gathers the domain, the alternatives, the technology and the risks, and what to verify.',
  'Turns concept and research into journeys, features and a proposed first version.',
  'Waits until you have decided on the features.',
  'Extends the approved plan into a specification from which a team can build.',
  'Waits until you have approved the specification.',
  'Distils decisions, invariants and traps for people and agents who join later.',
  'Examines the specification once more, mends it, and cuts it into slices to build.',
  'Writes self-contained coding prompts in the order in which they can be built.',
]

/**
 * The step templates: the seven step types, then the steps of the Deep Build Pipeline, 16 in all.
 *
 * @param pipeline the pipeline's steps, as its template has them; this file reads no templates, so that the
 *   interface can use it without the importer
 */
export function listStepTemplates(pipeline: readonly StepSettings[]): StepTemplate[] {
  return [...STEP_TYPES.map(ofStepType), ...pipeline.map(ofPipeline)]
}

function ofStepType(stepType: StepType): StepTemplate {
  const { label, description } = STEP_TYPE_DEFAULTS[stepType]
  return {
    id: stepType,
    group: 'step-type',
    name: label,
    description,
    stepType,
    create: (labelAbove) => newStep(stepType, labelAbove),
  }
}

function ofPipeline(settings: StepSettings, index: number): StepTemplate {
  return {
    id: `${PIPELINE}/${index + 1}`,
    group: PIPELINE,
    name: settings.label,
    description: PIPELINE_STEPS[index] ?? '',
    stepType: settings.stepType,
    create: () => structuredClone(settings),
  }
}
