import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import type { InputDraft, RunRequest } from '../../state/run-sheet-store'
import { draftOf, isEmptyDraft } from './input-draft'
import { inputFields, wantsJson } from './input-fields'
import type { LoadedSubject } from './load-subject'

interface InputDraftState {
  draft: InputDraft
  change: (draft: InputDraft) => void
  /** The run was started with it. */
  forget: () => void
}

/** What is typed into the sheet. Closed without a run, it has it again when the same is asked for. */
export function useInputDraft(request: RunRequest, subject: LoadedSubject): InputDraftState {
  const { typed } = useAppState().runSheet
  const { description } = subject
  // Of a form that has changed since, nothing is known.
  const asked = JSON.stringify([request, description?.schema])
  const [draft, setDraft] = useState(
    () =>
      typed.get(asked) ??
      draftOf(
        inputFields(description?.schema),
        request.input ?? subject.input ?? (request.withExample === true ? description?.example : undefined),
        wantsJson(description?.schema),
      ),
  )
  return {
    draft,
    change: (next) => {
      setDraft(next)
      if (isEmptyDraft(next)) typed.delete(asked)
      else typed.set(asked, next)
    },
    forget: () => typed.delete(asked),
  }
}
