import { Suspense, useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { latePart } from '../../ui/late-part'
import type { GlobalCommand } from '../use-global-commands'
import { PaletteField } from './palette-field'

const CommandPalette = latePart(() => import('./command-palette'))

/** Where the palette appears. Its field is there at once, whenever its code comes. */
export function PalettePlace({ globals }: { globals: GlobalCommand[] }) {
  const open = useStore(useAppState().commands.store, (state) => state.open)
  return open ? <OpenPalette globals={globals} /> : null
}

function OpenPalette({ globals }: { globals: GlobalCommand[] }) {
  const { commands } = useAppState()
  const [search, setSearch] = useState('')
  const [isShown, setIsShown] = useState(false)
  /** What was typed when Enter was pressed, which nobody could obey yet. */
  const [entered, setEntered] = useState<string | null>(null)
  const onShow = useCallback(() => setIsShown(true), [])
  return (
    <Suspense
      fallback={
        <PaletteField
          search={search}
          onSearch={setSearch}
          onShow={onShow}
          onEnter={() => setEntered(search.trim() === '' ? null : search)}
          onClose={commands.close}
        />
      }
    >
      <CommandPalette
        globals={globals}
        search={search}
        onSearch={setSearch}
        isShown={isShown}
        entered={entered}
      />
    </Suspense>
  )
}
