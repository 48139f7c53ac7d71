import { builtInTemplates } from './built-in-templates'
import { listStepTemplates, type StepTemplate } from './list-step-templates'

/** The 16 step templates: the seven step types, then the nine steps of the Deep Build Pipeline from its own file. */
export function stepTemplates(): StepTemplate[] {
  const pipeline = builtInTemplates().find(({ slug }) => slug === 'deep-build-pipeline')
  return listStepTemplates(pipeline?.template.steps ?? [])
}
