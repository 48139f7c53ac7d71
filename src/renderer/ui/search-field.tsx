import type { CommandName } from '@shared/commands'
import { Search } from 'lucide-react'
import type { Ref } from 'react'
import { ariaShortcut, CommandKeys } from './shortcut'
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
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation()
            onChange('')
          }
          if (event.key === 'ArrowDown' && onDown !== undefined) {
            event.preventDefault()
            onDown()
          }
        }}
      />
      {shortcut !== undefined && value === '' && <CommandKeys command={shortcut} />}
    </div>
  )
}
