import { useEffect } from 'react'
import { useAnswer } from '../../../state/use-answer'
import { useWhenBack } from '../../../state/use-when-back'

/** A server that was just started should show up while the user looks. */
const LOOK_EVERY_MS = 10_000

/** The connections, and what else there is to know about them, for as long as the page is open. */
export function useConnections() {
  const list = useAnswer('connections', (client, signal) => client.connections.list({}, { signal }))
  // Asked apart: it takes up to a second, and the list need not wait for it.
  const found = useAnswer('servers on this computer', async (client, signal) => {
    const answer = await client.connections.list({ findLocal: true }, { signal })
    return answer.found
  })
  const info = useAnswer('keychain', (client, signal) => client.app.info(undefined, { signal }))
  // A key may have been set on the command line, or another window may have changed something.
  useWhenBack(list.reload)
  const look = found.reload
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') look()
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [look])
  return { list, found, info }
}
