import type { Problem } from '@shared/errors'
import { keepReferences } from '@shared/prompt/keep-references'
import { reboundReferences } from '@shared/prompt/rebound-references'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { DocumentStore } from './document/document-store'

const NO_PROBLEMS: Problem[] = []

/** References that mean other steps than they did, while the user has not decided about them. */
export function useRebound(document: DocumentStore): Problem[] {
  const { agreed, steps } = useUndecided(document)
  return useMemo(
    () => (agreed === null || steps === null ? NO_PROBLEMS : reboundReferences(agreed, steps)),
    [agreed, steps],
  )
}

/** Changes labels and references so that they mean what they meant; null: that helps none of them. */
export function useKeepReferences(document: DocumentStore): (() => void) | null {
  const { agreed, steps } = useUndecided(document)
  return useMemo(() => {
    if (agreed === null || steps === null) return null
    const mended = keepReferences(agreed, steps)
    const isHelp = reboundReferences(agreed, mended).length < reboundReferences(agreed, steps).length
    return isHelp ? () => document.edit((workflow) => ({ ...workflow, steps: mended })) : null
  }, [document, agreed, steps])
}

function useUndecided(document: DocumentStore) {
  const agreed = useStore(document.store, (state) => state.agreed)
  const steps = useStore(document.store, (state) => (state.agreed === null ? null : state.workflow.steps))
  return { agreed, steps }
}
