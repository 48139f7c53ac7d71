import { allCommands, COMMAND_PLACES } from '@shared/commands'
import { useNavigate } from 'react-router'
import { useAppState } from '../state/app-state'
import { Button } from '../ui/button'
import { Sheet, SheetBody, SheetFoot } from '../ui/sheet'
import { Shortcut, spellKeys } from '../ui/shortcut'
import './shortcut-sheet.css'

/** All shortcuts, grouped by where they work. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { help } = useAppState()
  const navigate = useNavigate()
  const openGuide = (): void => {
    onClose()
    void navigate('/guide')
  }
  return (
    <Sheet title="Keyboard shortcuts" description="All shortcuts, by where they work." onClose={onClose}>
      <SheetBody label="All shortcuts">
        {shortcutGroups(window.baton !== undefined).map(({ place, shortcuts }) => (
          <section key={place} className="shortcut-group">
            <h3>{place}</h3>
            <dl>
              {shortcuts.map(({ id, name, keys }) => (
                <div key={id} className="shortcut-row">
                  <dt>{name}</dt>
                  <dd>
                    {keys.map((each, index) => (
                      <span key={each}>
                        {index > 0 && <small>or</small>}
                        <Shortcut keys={each} caps />
                        <span className="visually-hidden">{spellKeys(each)}</span>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="shortcut-note">
          Keys without <Shortcut keys="mod" /> wait until no field has the focus. Everything can also be found
          in the palette, by its name.
        </p>
      </SheetBody>
      <SheetFoot>
        <Button look="ghost" onClick={openGuide}>
          Guide
        </Button>
        <Button look="ghost" onClick={() => help.show('promptLanguage')}>
          Prompt language
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

/** The table of commands as the sheet shows it: what has keys here, by place. */
export function shortcutGroups(onDesktop: boolean) {
  const commands = allCommands().map(({ id, name, place, keys, alsoKeys, menuKeys }) => ({
    id,
    name,
    place: COMMAND_PLACES[place],
    keys: [keys, alsoKeys, onDesktop ? menuKeys : undefined].filter((each) => each !== undefined),
  }))
  const shown = commands.filter(({ keys }) => keys.length > 0)
  return [...Map.groupBy(shown, ({ place }) => place)].map(([place, shortcuts]) => ({ place, shortcuts }))
}
