import type { CheckedTemplate, TemplateSummary } from '@shared/contract'
import { useStore } from 'zustand'
import { useAppState } from './app-state'
import { useAnswer, type Answer } from './use-answer'

/** All templates, asked for again whenever one was added, changed or deleted. */
export function useTemplates(): Answer<TemplateSummary[]> {
  const version = useStore(useAppState().templates.store, (state) => state.version)
  return useAnswer(`templates ${version}`, (client, signal) => client.templates.list({}, { signal }))
}

/** One template with its content; null: none is wanted. The former one stays while the next one is loaded. */
export function useTemplate(templateId: string | null): Answer<CheckedTemplate> {
  const version = useStore(useAppState().templates.store, (state) => state.version)
  const answer = useAnswer(
    templateId === null ? null : `template ${version} ${templateId}`,
    (client, signal) => client.templates.get({ templateId: templateId ?? '' }, { signal }),
  )
  const isFormer = !answer.loading && answer.data?.id !== templateId
  return isFormer ? { ...answer, data: undefined } : answer
}
