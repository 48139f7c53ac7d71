import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Analysis } from './analysis/analyse-steps'
import type { LastRun } from './analysis/last-run'
import type { BuilderSession } from './document/session-state'
import type { BuilderView, ViewStore } from './document/view-store'
import type { TrialStore } from './try/trial-store'

/** What the pieces of one builder share; the same objects for as long as it is open. */
export interface BuilderScope {
  session: BuilderSession
  view: ViewStore
  trials: TrialStore
}

export const BuilderContext = createContext<BuilderScope | null>(null)

export function useBuilder(): BuilderScope {
  const scope = use(BuilderContext)
  if (scope === null) throw new Error('This component needs to be inside of a BuilderContext.')
  return scope
}

/** What is known about the steps; changes with every edit, so only what shows it should ask. */
export interface Knowledge {
  analysis: Analysis
  lastRun: LastRun | null
}

export const KnowledgeContext = createContext<Knowledge | null>(null)

export function useKnowledge(): Knowledge {
  const knowledge = use(KnowledgeContext)
  if (knowledge === null) throw new Error('This component needs to be inside of a KnowledgeContext.')
  return knowledge
}

export function useView<T>(select: (view: BuilderView) => T): T {
  return useStore(useBuilder().view.store, select)
}
