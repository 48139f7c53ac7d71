import type { TemplateSummary } from '@shared/contract'
import { foldLetters } from '../../state/fold-letters'

/** The templates in which every word of the search occurs: in the name, the description or the label of a step. */
export function searchTemplates(templates: readonly TemplateSummary[], search: string): TemplateSummary[] {
  const words = foldLetters(search).split(/\s+/).filter(Boolean)
  return templates.filter((template) => {
    const text = foldLetters(
      [template.name, template.description, ...template.steps.map(({ label }) => label)].join('\n'),
    )
    return words.every((word) => text.includes(word))
  })
}
