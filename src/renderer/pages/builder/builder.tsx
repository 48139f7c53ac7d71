import type { WorkflowWithDraft } from '@shared/contract'
import type { Problem } from '@shared/errors'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { usePageTitle } from '../../ui/page-frame'
import { createAnalyser, type Analysis } from './analysis/analyse-steps'
import { BuilderCommands } from './builder-commands'
import { BuilderContext, KnowledgeContext, type BuilderScope, type Knowledge } from './builder-context'
import { BuilderFooter } from './builder-footer'
import { BuilderHeader } from './builder-header'
import { BuilderNotices } from './builder-notices'
import { BuilderTitle } from './builder-title'
import { findUnfinished } from './checks/find-unfinished'
import { gatherProblems, type PlacedProblem } from './checks/gather-problems'
import { useCoreProblems } from './checks/use-core-problems'
import { useEstimate } from './checks/use-estimate'
import { useLastRun } from './checks/use-last-run'
import { createBuilderSession } from './document/builder-session'
import { NEW_WORKFLOW, type EditedWorkflow } from './document/edited-workflow'
import type { BuilderSession } from './document/session-state'
import { createViewStore } from './document/view-store'
import { InputSection } from './input/input-section'
import { ReferencesPlace } from './references-question'
import { StepsSection } from './steps/steps-section'
import { createTrials } from './try/create-trials'
import { TryStepPlace } from './try/try-step-place'
import { useRebound } from './use-rebound'
import { useSaveAndRun } from './use-save-and-run'

interface BuilderProps {
  workflowId: string
  loaded: WorkflowWithDraft
  onCreated: (workflowId: string) => void
}

/** The builder on a workflow that is there. */
export function Builder({ workflowId, loaded, onCreated }: BuilderProps) {
  const { connection, settings } = useAppState()
  const [scope] = useState(() => {
    const { client } = connection
    const fresh = freshWorkflow(settings.store.getState().settings)
    const session = createBuilderSession(client, workflowId, loaded, fresh)
    return { session, view: createViewStore(), trials: createTrials(client, session) }
  })
  const { session } = scope
  useKeptDraft(scope)

  const name = useStore(session.document.store, ({ workflow }) => workflow.name)
  usePageTitle(name)
  const knowledge = useKnowledgeOf(session)
  const problems = useProblems(session, knowledge.analysis)
  const estimate = useEstimate(session)
  const unsaved = useUnsaved(session)
  const actions = useSaveAndRun(scope)
  useEffect(
    () =>
      session.store.subscribe(({ workflowId: id }, before) => {
        if (id !== before.workflowId) onCreated(id)
      }),
    [session, onCreated],
  )

  return (
    <BuilderContext value={scope}>
      <KnowledgeContext value={knowledge}>
        <BuilderHeader unsaved={unsaved} onSaveAsTemplate={actions.saveAsTemplate} />
        <div className="page-scroll" data-scroll>
          <div className="builder">
            <h1 className="visually-hidden">{name}</h1>
            <BuilderNotices failure={actions.failure} />
            <BuilderTitle />
            <InputSection problems={problems} />
            <StepsSection problems={problems} />
          </div>
        </div>
        <BuilderFooter problems={problems} estimate={estimate} unsaved={unsaved} actions={actions} />
        <BuilderCommands actions={actions} problems={problems.length} />
        <TryStepPlace />
        <ReferencesPlace />
      </KnowledgeContext>
    </BuilderContext>
  )
}

/** What is known about the steps. A letter that changes nothing about that draws nothing. */
function useKnowledgeOf(session: BuilderSession): Knowledge {
  const storedId = useStore(session.store, ({ stored }) => stored?.id ?? null)
  const lastRun = useLastRun(storedId)
  const [analyse] = useState(createAnalyser)
  const analysis = useStore(session.document.store, ({ workflow }) =>
    analyse(workflow.steps, workflow.input, lastRun),
  )
  return useMemo(() => ({ analysis, lastRun }), [analysis, lastRun])
}

function useProblems(session: BuilderSession, analysis: Analysis): PlacedProblem[] {
  const fromCore = useCoreProblems(session.document)
  const rebound = useRebound(session.document)
  const unfinished = useUnfinished(session)
  return useMemo(
    () => gatherProblems(analysis, rebound, fromCore, unfinished),
    [analysis, rebound, fromCore, unfinished],
  )
}

function useUnsaved(session: BuilderSession): boolean {
  const saved = useStore(session.store, (state) => state.saved)
  return useStore(session.document.store, ({ workflow }) => workflow !== saved)
}

const NO_PROBLEMS: Problem[] = []

/** What was typed and can't be saved like this. */
function useUnfinished({ document }: BuilderSession): Problem[] {
  const workflow = useStore(document.store, (state) =>
    state.workflow.unfinished === undefined ? null : state.workflow,
  )
  return useMemo(() => (workflow === null ? NO_PROBLEMS : findUnfinished(workflow)), [workflow])
}

/** Keeps drafts as the user types, and looks for changes from elsewhere when the user comes back. */
function useKeptDraft({ session, view }: BuilderScope): void {
  const { status } = useAppState().connection
  useEffect(() => session.watch(), [session])
  useEffect(() => {
    const keep = (): void => {
      view.finishTyping()
      void session.flush()
    }
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') keep()
      // A core that can't be asked now is asked at the next save.
      else session.look().catch(() => undefined)
    }
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', keep)
    window.addEventListener('focus', onVisibility)
    const unsubscribe = status.subscribe(({ phase }, before) => {
      if (phase !== 'open' || before.phase === 'open') return
      onVisibility()
      // What was typed while the core was away.
      void session.flush()
    })
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', keep)
      window.removeEventListener('focus', onVisibility)
      unsubscribe()
    }
  }, [session, view, status])
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
