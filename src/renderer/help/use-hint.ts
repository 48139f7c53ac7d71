import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'

/** The settings that remember where a hint was shown. */
type HintName = 'gateHint' | 'editHint'

/**
 * Whether a hint is to be shown. It explains itself in one run, the first in which it applies, until it is dismissed;
 * the settings remember that for every window.
 */
export function useHint(
  name: HintName,
  runId: string,
  applies: boolean,
): { shown: boolean; dismiss: () => void } {
  const { settings } = useAppState()
  // Undefined while the settings are not loaded: nothing is known, so nothing is explained.
  const shownIn = useStore(settings.store, (state) => state.settings?.[name])
  const shown = applies && (shownIn === null || shownIn === runId)
  const isFirst = shown && shownIn === null
  useEffect(() => {
    if (isFirst) void settings.change({ [name]: runId })
  }, [isFirst, settings, name, runId])
  return { shown, dismiss: () => void settings.change({ [name]: 'done' }) }
}
