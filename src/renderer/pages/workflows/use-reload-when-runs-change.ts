import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'

/** Lists show each workflow's last run: when a run begins, halts or ends they are asked for again. */
export function useReloadWhenRunsChange(reload: () => void): void {
  const { runningNow } = useAppState()
  const state = useStore(runningNow.store, ({ runs }) =>
    runs === null
      ? null
      : runs.map((run) => `${run.id} ${run.status} ${run.pauseReason} ${run.pausing}`).join(),
  )
  const former = useRef(state)
  useEffect(() => {
    const before = former.current
    former.current = state
    if (before !== null && before !== state) reload()
  }, [state, reload])
}
