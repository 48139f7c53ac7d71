import { useEffect, useMemo } from 'react'
import { useAppState } from '../../state/app-state'
import { createTextDrafts, type TextDrafts } from './text-drafts'

/** What is being written on a run's steps, kept before the page is left and when the core is there again. */
export function useTextDrafts(runId: string): TextDrafts {
  const { client, status } = useAppState().connection
  const drafts = useMemo(() => createTextDrafts(client, runId), [client, runId])
  useEffect(() => void drafts.look(), [drafts])
  useEffect(() => {
    const keep = (): void => void drafts.flush()
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') keep()
    }
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', keep)
    const unsubscribe = status.subscribe(({ phase }) => {
      if (phase === 'open') keep()
    })
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', keep)
      unsubscribe()
      keep()
    }
  }, [drafts, status])
  return drafts
}
