import type { CommandName } from '@shared/commands'
import { Search } from 'lucide-react'
import { useLayoutEffect, useRef, useState, type Ref } from 'react'
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
  const { text, type, settle } = useTyped(value, onChange)
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

/**
 * What is typed stands at once. Its value may live in the page's address, which follows when there is time: what comes
 * from there late must not take back the letters that were typed since.
 */
function useTyped(value: string, onChange: (value: string) => void) {
  const [text, setText] = useState(value)
  const underWay = useRef<string[]>([])
  useLayoutEffect(() => {
    const arrived = underWay.current.lastIndexOf(value)
    underWay.current = underWay.current.slice(arrived + 1)
    if (arrived === -1) setText(value)
  }, [value])
  return {
    text,
    type: (typed: string): void => {
      underWay.current.push(typed)
      setText(typed)
      onChange(typed)
    },
    settle: (): void => {
      underWay.current = []
    },
  }
}
