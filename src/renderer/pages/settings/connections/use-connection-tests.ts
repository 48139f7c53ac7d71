import { useCallback, useState } from 'react'
import { useAppState } from '../../../state/app-state'
import type { TestState } from './describe-test'

export interface ConnectionTests {
  of: (name: string) => TestState | undefined
  /** Tests a connection and gives whether it works. */
  test: (name: string) => Promise<boolean>
  /** What was found holds no longer: the connection has changed. */
  forget: (name: string) => void
}

/** The tests of all connections, as long as the page is open, whichever section it shows. */
export function useConnectionTests(): ConnectionTests {
  const { client } = useAppState().connection
  const [states, setStates] = useState<ReadonlyMap<string, TestState>>(new Map())
  const put = useCallback((name: string, state: TestState | undefined): void => {
    setStates((before) => {
      const next = new Map(before)
      if (state === undefined) next.delete(name)
      else next.set(name, state)
      return next
    })
  }, [])
  const test = useCallback(
    async (name: string): Promise<boolean> => {
      put(name, { phase: 'testing' })
      try {
        const result = await client.connections.test({ name })
        put(name, { phase: 'answered', test: result, at: Date.now() })
        return result.ok
      } catch (error) {
        put(name, { phase: 'failed', error })
        return false
      }
    },
    [client, put],
  )
  const forget = useCallback((name: string) => put(name, undefined), [put])
  return { of: (name) => states.get(name), test, forget }
}
