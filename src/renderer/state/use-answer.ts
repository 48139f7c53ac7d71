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
  const [state, setState] = useState<{ key: string | null; data?: T; error: unknown }>({
    key: null,
    error: null,
  })
  const key = question === null ? null : `${reconnections}.${round} ${question}`
  const newestAsk = useRef(ask)
  useEffect(() => {
    newestAsk.current = ask
  })

  useEffect(() => {
    if (key === null) return
    const controller = new AbortController()
    const load = async (): Promise<void> => {
      try {
        const data = await newestAsk.current(client, controller.signal)
        if (!controller.signal.aborted) setState({ key, data, error: null })
      } catch (error) {
        if (!controller.signal.aborted) setState((before) => ({ ...before, key, error }))
      }
    }
    void load()
    return () => controller.abort()
  }, [client, key])

  const reload = useCallback(() => setRound((before) => before + 1), [])
  return { data: state.data, error: state.error, loading: key !== null && key !== state.key, reload }
}
