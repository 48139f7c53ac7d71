import type { Step } from '@shared/model/step'
import { createDocumentStore } from '../pages/builder/document/document-store'

export const step = (label: string, prompt = 'go'): Step => ({
  id: label,
  label,
  stepType: 'generate',
  prompt,
})

export function openDocument(...steps: Step[]) {
  let now = 0
  const document = createDocumentStore({ workflow: { name: 'Test', steps }, agreed: null }, () => now)
  const workflow = () => document.store.getState().workflow
  return {
    ...document,
    workflow,
    labels: () => workflow().steps.map(({ label }) => label),
    agreed: () => document.store.getState().agreed,
    wait: (milliseconds: number) => {
      now += milliseconds
    },
  }
}
