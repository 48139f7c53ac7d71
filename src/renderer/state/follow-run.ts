import { ORPCError } from '@orpc/client'
import type { RunMessage } from '@shared/model/run-event'
import type { Connection } from './connection'
import { keepFollowing } from './keep-following'

/**
 * Follows a run until the signal aborts, across lost connections: each time it is there again, the run's state
 * comes first. Throws only what the core answers (`NOT_FOUND`); an abort ends it quietly.
 */
export function followRun(
  { client, status }: Connection,
  runId: string,
  signal: AbortSignal,
  onMessages: (messages: RunMessage[]) => void,
): Promise<void> {
  const open = () => client.runs.events({ runId }, { signal })
  return keepFollowing(status, open, signal, onMessages, (error) => error instanceof ORPCError)
}
