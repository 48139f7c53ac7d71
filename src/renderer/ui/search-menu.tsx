import { Check, ChevronDown } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { Button } from './button'
import { Popover } from './popover'
import './control.css'
import './menu.css'
import './filter-menu.css'

export interface SearchMenuOption {
  value: string
  name: string
  /** Said after the name. */
  detail?: string | undefined
}

interface SearchMenuProps {
  /** What is chosen by it. */
  label: string
  /** Of what is chosen. */
  name: string
  value: string
  /** Those that fit what was typed. */
  options: readonly SearchMenuOption[]
  /** Said where no option fits. */
  none: string
  open: boolean
  typed: string
  onOpen: (open: boolean) => void
  onType: (typed: string) => void
  onChange: (value: string) => void
}

/** A button that says what is chosen, with a list of what could be that is too long to be read: type to find. */
export function SearchMenu(props: SearchMenuProps) {
  const { label, name, value, options, none, open, typed, onOpen, onType, onChange } = props
  const listId = useId()
  const [chosen, setChosen] = useState(0)
  const shown = Math.min(chosen, options.length - 1)
  const optionId = (index: number): string => `${listId}-${index}`
  const choose = (option: SearchMenuOption | undefined): void => {
    if (option === undefined) return
    onOpen(false)
    onChange(option.value)
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && options.length > 0) {
      event.preventDefault()
      setChosen((shown + step + options.length) % options.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      choose(options[shown])
    }
  }
  return (
    <Popover
      label={label}
      gap={4}
      open={open}
      onOpenChange={onOpen}
      trigger={
        <Button className="filter-button" aria-label={`${label}: ${name}`}>
          <span className="truncated">{name}</span>
          <ChevronDown className="button-icon" aria-hidden="true" />
        </Button>
      }
    >
      <div className="search-menu">
        <input
          type="search"
          role="combobox"
          className="control"
          aria-label={`Find a ${label.toLowerCase()}`}
          placeholder={`Find a ${label.toLowerCase()}`}
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={listId}
          aria-activedescendant={shown >= 0 ? optionId(shown) : undefined}
          value={typed}
          onChange={(event) => {
            setChosen(0)
            onType(event.target.value)
          }}
          onKeyDown={press}
        />
        <div id={listId} className="search-menu-list" role="listbox" aria-label={label}>
          {options.map((option, index) => (
            // The keyboard is the input's: it has the focus all the time, and names the option that is chosen.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={option.value}
              id={optionId(index)}
              ref={(element) => {
                if (index === shown) element?.scrollIntoView({ block: 'nearest' })
              }}
              className="menu-item"
              role="option"
              aria-selected={option.value === value}
              data-highlighted={index === shown ? '' : undefined}
              onPointerMove={() => setChosen(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <span className="filter-mark">
                {option.value === value && <Check className="menu-icon" aria-hidden="true" />}
              </span>
              <span className="truncated">{option.name}</span>
              {option.detail !== undefined && <span className="search-menu-detail">{option.detail}</span>}
            </div>
          ))}
        </div>
        {options.length === 0 && <p className="search-menu-none">{none}</p>}
      </div>
    </Popover>
  )
}
