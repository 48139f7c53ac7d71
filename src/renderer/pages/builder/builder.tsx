import type { WorkflowWithDraft } from '@shared/contract'
import type { Problem } from '@shared/errors'
import { reboundReferences } from '@shared/prompt/rebound-references'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { usePageTitle } from '../../ui/page-frame'
import { createAnalyser } from './analysis/analyse-steps'
import { BuilderContext, KnowledgeContext } from './builder-context'
import { BuilderFooter } from './builder-footer'
import { BuilderHeader } from './builder-header'
import { BuilderNotices } from './builder-notices'
import { BuilderTitle } from './builder-title'
import { gatherProblems } from './checks/gather-problems'
import { useChecks } from './checks/use-checks'
import { useLastRun } from './checks/use-last-run'
import { createBuilderSession, type BuilderSession } from './document/builder-session'
import type { EditedDocument } from './document/edited-document'
import { NEW_WORKFLOW, type EditedWorkflow } from './document/edited-workflow'
import { createViewStore } from './document/view-store'
import { StepsSection } from './steps/steps-section'
import { TryStepPlace } from './try/try-step-place'
import { useSaveAndRun } from './use-save-and-run'

interface BuilderProps {
  workflowId: string
  loaded: WorkflowWithDraft
  onCreated: (workflowId: string) => void
}

/** The builder on a workflow that is there. */
export function Builder({ workflowId, loaded, onCreated }: BuilderProps) {
  const { connection, settings } = useAppState()
  const [scope] = useState(() => ({
    session: createBuilderSession(
      connection.client,
      workflowId,
      loaded,
      freshWorkflow(settings.store.getState().settings),
    ),
    view: createViewStore(),
  }))
  const { session } = scope
  useKeptDraft(session)

  const document = useStore(session.document.store)
  const { stored, saved } = useStore(session.store)
  const { workflow } = document
  usePageTitle(workflow.name)

  const unsaved = workflow !== saved
  const lastRun = useLastRun(stored?.id ?? null)
  const [analyse] = useState(createAnalyser)
  const analysis = useMemo(
    () => analyse(workflow.steps, workflow.input, lastRun),
    [analyse, workflow.steps, workflow.input, lastRun],
  )
  const knowledge = useMemo(() => ({ analysis, lastRun }), [analysis, lastRun])
  const checks = useChecks(workflow, unsaved ? null : (stored?.id ?? null))
  const rebound = useRebound(document)
  const problems = useMemo(
    () => gatherProblems(analysis, rebound, checks.problems),
    [analysis, rebound, checks.problems],
  )
  const actions = useSaveAndRun(scope, onCreated)

  return (
    <BuilderContext value={scope}>
      <KnowledgeContext value={knowledge}>
        <BuilderHeader unsaved={unsaved} />
        <div className="page-scroll" data-scroll>
          <div className="builder">
            <h1 className="visually-hidden">{workflow.name}</h1>
            <BuilderNotices error={actions.error} onCreated={onCreated} />
            <BuilderTitle />
            <StepsSection problems={problems} />
          </div>
        </div>
        <BuilderFooter problems={problems} estimate={checks.estimate} unsaved={unsaved} actions={actions} />
        <TryStepPlace save={actions.saveNow} />
      </KnowledgeContext>
    </BuilderContext>
  )
}

const NO_PROBLEMS: Problem[] = []

/** References that mean other steps than they did, while the user has not decided about them. */
function useRebound({ workflow, agreed }: EditedDocument): Problem[] {
  const steps = agreed === null ? null : workflow.steps
  return useMemo(
    () => (agreed === null || steps === null ? NO_PROBLEMS : reboundReferences(agreed, steps)),
    [agreed, steps],
  )
}

/** Keeps drafts as the user types, and looks for changes from elsewhere when the user comes back. */
function useKeptDraft(session: BuilderSession): void {
  const { status } = useAppState().connection
  useEffect(() => session.watch(), [session])
  useEffect(() => {
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') void session.flush()
      // A core that can't be asked now is asked at the next save.
      else session.look().catch(() => undefined)
    }
    const onHide = (): void => void session.flush()
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', onHide)
    window.addEventListener('focus', onVisibility)
    const unsubscribe = status.subscribe(({ phase }) => {
      if (phase === 'open') onVisibility()
    })
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', onHide)
      window.removeEventListener('focus', onVisibility)
      unsubscribe()
    }
  }, [session, status])
}

/** What the settings want new workflows to begin with. */
function freshWorkflow(
  settings: { defaultConcurrency: number; defaultBudgetUsd: number | null; defaultReuse: boolean } | null,
): EditedWorkflow {
  if (settings === null) return NEW_WORKFLOW
  const { defaultConcurrency, defaultBudgetUsd, defaultReuse } = settings
  return {
    ...NEW_WORKFLOW,
    ...(defaultConcurrency !== 4 && { concurrency: defaultConcurrency }),
    ...(defaultBudgetUsd !== null && { budgetUsd: defaultBudgetUsd }),
    ...(defaultReuse && { reuse: true }),
  }
}
