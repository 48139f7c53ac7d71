import type { Run } from '@shared/model/run'
import { useEffect, useRef, useState } from 'react'
import { runStatusLook } from '../../ui/run-status-look'
import { stepStatusLook } from '../../ui/step-status-look'

/** Tells screen readers where the run stands, and nothing of the text that streams. */
export function RunAnnouncer({ run }: { run: Run }) {
  const known = useRef(new Map(run.steps.map((step) => [step.id, step.status])))
  const { word } = runStatusLook(run.status, run.pauseReason, run.pausing)
  const knownWord = useRef(word)
  const [message, setMessage] = useState('')
  useEffect(() => {
    const changed = run.steps.filter(
      (step) => known.current.get(step.id) !== step.status && !['pending', 'waiting'].includes(step.status),
    )
    known.current = new Map(run.steps.map((step) => [step.id, step.status]))
    const parts = changed.map((step) => `${step.label}: ${stepStatusLook(step).word}.`)
    if (knownWord.current !== word) parts.push(`Run: ${word}.`)
    knownWord.current = word
    if (parts.length > 0) setMessage(parts.join(' '))
  }, [run, word])
  return (
    <p className="visually-hidden" role="status">
      {message}
    </p>
  )
}
