import { useEffect } from 'react'
import type { ChangeSignal } from './change-signal'

/** What is listed can be deleted, and brought back, elsewhere: by the palette, a message, another window. */
export function useReloadWhenChanged({ listen }: ChangeSignal, reload: () => void): void {
  useEffect(() => listen(reload), [listen, reload])
}
