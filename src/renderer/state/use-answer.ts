import type { ApiClient } from '@shared/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAppState, useReconnections } from './app-state'

export interface Answer<T> {
  /** The newest answer; while another question is asked the former one stays. */
  data: T | undefined
  error: unknown
  loading: boolean
  /** Asks once more. */
  reload: () => void
}

/**
 * Asks the core something and asks again when the question changes or the connection comes back.
 *
 * @param question what makes two questions the same; null: don't ask
 */
export function useAnswer<T>(
  question: string | null,
  ask: (client: ApiClient, signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const { client } = useAppState().connection
  const reconnections = useReconnections()
  const [round, setRound] = useState(0)
  const [state, setState] = useState<{ data?: T; error: unknown; loading: boolean }>({
    error: null,
    loading: question !== null,
  })
  const newestAsk = useRef(ask)
  useEffect(() => {
    newestAsk.current = ask
  })

  useEffect(() => {
    if (question === null) return
    const controller = new AbortController()
    setState((before) => ({ ...before, loading: true }))
    newestAsk.current(client, controller.signal).then(
      (data) => {
        if (!controller.signal.aborted) setState({ data, error: null, loading: false })
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setState((before) => ({ ...before, error, loading: false }))
      },
    )
    return () => controller.abort()
  }, [client, question, reconnections, round])

  const reload = useCallback(() => setRound((before) => before + 1), [])
  return { data: state.data, error: state.error, loading: state.loading, reload }
}
