/** The parts of the settings, as the address names them: `/settings?section=data`. */
export const SETTINGS_SECTIONS = [
  { id: 'connections', name: 'Connections' },
  { id: 'defaults', name: 'Defaults' },
  { id: 'data', name: 'Data' },
  { id: 'appearance', name: 'Appearance' },
] as const

export type SettingsSectionId = (typeof SETTINGS_SECTIONS)[number]['id']

/** Without a section, or with one that there is not, the first. */
export function sectionOf(query: URLSearchParams): SettingsSectionId {
  const asked = query.get('section')
  return SETTINGS_SECTIONS.find(({ id }) => id === asked)?.id ?? 'connections'
}
