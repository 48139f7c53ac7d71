import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { rememberCommand } from '../../state/recent-commands'
import { Shortcut } from '../../ui/shortcut'
import '../../ui/scrim.css'
import type { GlobalCommand } from '../use-global-commands'
import './palette-frame.css'
import './command-palette.css'
import { PaletteLine } from './palette-line'
import { rankItems, type RankedItem } from './rank-items'
import { useHeldEnter } from './use-held-enter'
import { usePaletteFocus } from './use-palette-focus'
import { usePaletteGroups } from './use-palette-groups'

interface CommandPaletteProps {
  globals: GlobalCommand[]
  /** What is typed; more than nothing at first, if its field was there before it. */
  search: string
  onSearch: (text: string) => void
  /** Its field was there before it. */
  isShown: boolean
  /** What was typed when Enter was pressed in that field; null: it was not. */
  entered: string | null
}

/** Reaches every page, workflow, run, template and action by typing. It is open while it is rendered. */
export default function CommandPalette({ globals, search, onSearch, isShown, entered }: CommandPaletteProps) {
  const { commands } = useAppState()
  const focus = usePaletteFocus(isShown)
  const [now] = useState(Date.now)
  const found = usePaletteGroups(search, globals, now)
  const groups = rankItems(found.groups, search, now)
  // What the arrow keys chose, while it is there; else the first, also when better results come in later.
  const [chosen, setChosen] = useState('')
  const ids = groups.flatMap((group) => group.items.map((item) => item.id))
  const selected = ids.includes(chosen) ? chosen : (ids[0] ?? '')
  const perform = (item: RankedItem): void => {
    commands.close()
    remember(item)
    item.run()
  }
  const [best] = groups.flatMap(({ items }) => items)
  // What was chosen by hand is meant, whatever else is found.
  const isOpen = found.isSearching && search.trim() !== '' && selected !== chosen
  const holdEnter = useHeldEnter(entered, search, isOpen, () => best !== undefined && perform(best))

  return (
    <Dialog.Root open onOpenChange={(open) => !open && commands.close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={isShown ? 'scrim palette-shown-scrim' : 'scrim'} />
        <Dialog.Content
          {...focus}
          className={isShown ? 'palette palette-shown' : 'palette'}
          aria-describedby={undefined}
        >
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <Command
            label="Command palette"
            loop
            shouldFilter={false}
            value={selected}
            onValueChange={setChosen}
            onKeyDown={holdEnter}
          >
            <div className="palette-search">
              <Search aria-hidden="true" />
              <Command.Input
                value={search}
                onValueChange={(text) => {
                  onSearch(text)
                  setChosen('')
                }}
                placeholder="Search or jump"
                aria-label="Search or jump"
              />
            </div>
            <Command.List className="palette-list" label="Results">
              <Command.Empty className="palette-empty">
                Nothing fits. Pages, workflows, runs, templates and actions are found by their names; texts of
                runs on the page Runs.
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.heading} heading={group.heading}>
                  {group.items.map((item) => (
                    <PaletteLine key={item.id} item={item} onSelect={() => perform(item)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
          <footer className="palette-foot" aria-hidden="true">
            <span>
              <Shortcut keys="up" caps />
              <Shortcut keys="down" caps /> move
            </span>
            <span>
              <Shortcut keys="enter" caps /> do it
            </span>
            <span className="palette-close">
              <Shortcut keys="escape" caps /> close
            </span>
          </footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function remember({ id }: RankedItem): void {
  rememberCommand(id, Date.now())
}
