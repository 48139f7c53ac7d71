import type { TemplateSummary } from '@shared/contract'

/** The templates in which every word of the search occurs: in the name, the description or the label of a step. */
export function searchTemplates(templates: readonly TemplateSummary[], search: string): TemplateSummary[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  return templates.filter((template) => {
    const text = plain(
      [template.name, template.description, ...template.steps.map(({ label }) => label)].join('\n'),
    )
    return words.every((word) => text.includes(word))
  })
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
