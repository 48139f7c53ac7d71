import type { Backup } from '@shared/contract'
import { useAppState } from '../../state/app-state'
import { startAnew } from '../../state/restored-database'
import { type Action, useAction } from '../../state/use-action'

/** Puts a backup in the database's place, and then loads everything anew. */
export function useRestore(): Action<[Backup]> {
  const { client } = useAppState().connection
  return useAction(async ({ name }: Backup) => startAnew(await client.app.restore({ name })))
}
