/** What the page shows of a step. */
export const STEP_VIEWS = ['output', 'prompt', 'revisions', 'attempts'] as const
export type StepView = (typeof STEP_VIEWS)[number]

/** @param text from the page's address */
export function readStepView(text: string | null): StepView {
  return STEP_VIEWS.find((view) => view === text) ?? 'output'
}
