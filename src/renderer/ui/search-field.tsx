import { Search } from 'lucide-react'
import type { Ref } from 'react'
import { ariaShortcut, Shortcut } from './shortcut'
import './control.css'
import './search-field.css'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Shown while the field is empty; `useShortcut` makes it work. */
  shortcut?: string
  ref?: Ref<HTMLInputElement>
}

export function SearchField({ label, value, onChange, shortcut, ref }: SearchFieldProps) {
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
        }}
      />
      {shortcut !== undefined && value === '' && <Shortcut keys={shortcut} />}
    </div>
  )
}
