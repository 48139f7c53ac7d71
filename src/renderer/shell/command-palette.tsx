import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useAppState } from '../state/app-state'
import { Shortcut } from '../ui/shortcut'
import '../ui/scrim.css'
import './command-palette.css'
import { rankCommands } from './rank-commands'
import { useCommandGroups } from './use-command-groups'

/** Reaches every page, workflow, template and action by typing. It is open while it is rendered. */
export default function CommandPalette() {
  const { commands } = useAppState()
  const [search, setSearch] = useState('')
  const groups = rankCommands(useCommandGroups(search), search)
  // What the arrow keys chose, while it is there; else the first, also when better results come in later.
  const [chosen, setChosen] = useState('')
  const ids = groups.flatMap((group) => group.items.map((item) => item.id))
  const selected = ids.includes(chosen) ? chosen : (ids[0] ?? '')

  return (
    <Dialog.Root open onOpenChange={(open) => !open && commands.close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">Command palette</Dialog.Title>
          <Command
            label="Command palette"
            loop
            shouldFilter={false}
            value={selected}
            onValueChange={setChosen}
          >
            <div className="palette-search">
              <Search aria-hidden="true" />
              <Command.Input
                value={search}
                onValueChange={(text) => {
                  setSearch(text)
                  setChosen('')
                }}
                placeholder="Search or jump"
                aria-label="Search or jump"
              />
            </div>
            <Command.List className="palette-list" label="Results">
              <Command.Empty className="palette-empty">
                Nothing fits. Pages, workflows, templates and actions are found by their names.
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.heading} heading={group.heading}>
                  {group.items.map(({ id, name, detail, icon: Icon, shortcut, run }) => (
                    <Command.Item
                      key={id}
                      value={id}
                      onSelect={() => {
                        commands.close()
                        run()
                      }}
                    >
                      <Icon aria-hidden="true" />
                      <b>
                        <Marked text={name} search={search} />
                      </b>
                      {detail !== undefined && <span className="palette-detail">{detail}</span>}
                      {shortcut !== undefined && <Shortcut keys={shortcut} caps />}
                    </Command.Item>
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

/** The text, with what was typed picked out where it stands in one piece. */
function Marked({ text, search }: { text: string; search: string }) {
  const wanted = search.trim().toLowerCase()
  const from = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted)
  if (from === -1) return text
  const to = from + wanted.length
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  )
}
