import type { CommandName } from '@shared/commands'
import { Search } from 'lucide-react'
import { useState, type Ref } from 'react'
import { ariaShortcut, CommandKeys } from './shortcut'
import { useHandedOn } from './use-handed-on'
import './control.css'
import './search-field.css'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Its keys are shown while the field is empty; `useShortcut` makes them work. */
  shortcut?: CommandName
  /** The arrow key that leads out of it, into what was found. */
  onDown?: () => void
  ref?: Ref<HTMLInputElement>
}

export function SearchField({ label, value, onChange, shortcut, onDown, ref }: SearchFieldProps) {
  // What is typed stands at once. Its value may live in the page's address, which follows when there is time.
  const [text, setText] = useState(value)
  const { handOn, settle } = useHandedOn(value, onChange, setText)
  const type = (typed: string): void => {
    setText(typed)
    handOn(typed)
  }
  return (
    <div className="search-field" role="search">
      <Search className="search-icon" aria-hidden="true" />
      <input
        ref={ref}
        type="search"
        className="control"
        aria-label={label}
        aria-keyshortcuts={ariaShortcut(shortcut)}
        placeholder={label}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation()
            type('')
          }
          if (event.key === 'ArrowDown' && onDown !== undefined) {
            event.preventDefault()
            onDown()
          }
        }}
      />
      {shortcut !== undefined && text === '' && <CommandKeys command={shortcut} />}
    </div>
  )
}
