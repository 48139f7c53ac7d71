import { useEffect, useRef, useState } from 'react'
import { useSettled } from '../../ui/use-settled'

/** A text as the user is changing it, and the revision they began with. */
export interface TextDraft {
  text: string
  revision: number
}

interface TextDraftState {
  /** Null while nothing is being edited. */
  draft: TextDraft | null
  begin: (text: string, revision: number) => void
  change: (text: string) => void
  end: () => void
}

const PAUSE_MS = 300

/** Keeps an edit for as long as the window lives, so that neither a look at another step nor a reload loses it. */
export function useTextDraft(runId: string, stepId: string): TextDraftState {
  const key = `baton:edit:${runId}:${stepId}`
  const [draft, setDraft] = useState(() => readDraft(key))
  const settled = useSettled(draft, PAUSE_MS)
  useEffect(() => {
    if (settled !== null) keepDraft(key, settled)
  }, [key, settled])

  // What was typed in the moment before leaving.
  const newest = useRef(draft)
  useEffect(() => {
    newest.current = draft
  }, [draft])
  useEffect(() => {
    const keep = (): void => {
      if (newest.current !== null) keepDraft(key, newest.current)
    }
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [key])

  return {
    draft,
    begin: (text, revision) => setDraft({ text, revision }),
    change: (text) => {
      if (draft !== null) setDraft({ ...draft, text })
    },
    end: () => {
      newest.current = null
      dropDraft(key)
      setDraft(null)
    },
  }
}

function readDraft(key: string): TextDraft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return isDraft(kept) ? kept : null
  } catch {
    return null
  }
}

function isDraft(kept: unknown): kept is TextDraft {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'text' in kept &&
    typeof kept.text === 'string' &&
    'revision' in kept &&
    typeof kept.revision === 'number'
  )
}

function keepDraft(key: string, draft: TextDraft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Too long to be kept: then it lives with the page only.
  }
}

function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Where nothing can be kept there is nothing to drop.
  }
}
