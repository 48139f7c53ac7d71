import type { JsonValue } from '@shared/model/json'
import { ChevronRight } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import './json-tree.css'

interface JsonTreeProps {
  value: JsonValue
  /** Its name for screen readers. */
  label: string
}

/** Deeper objects are closed at first. */
const OPEN_LEVELS = 3
/** Larger ones as well, so that opening a text of a megabyte is nothing. */
const MOST_OPEN = 50
/** So many entries are shown before the rest is asked for. */
const AT_ONCE = 100
const LONGEST_TEXT = 2_000

/** JSON as a tree of disclosures. Arrows open, close and walk, as Tab and Enter do. */
export function JsonTree({ value, label }: JsonTreeProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows come from the buttons inside
    <div className="json-tree" role="group" aria-label={label} onKeyDown={walk}>
      <Entry name={null} value={value} level={0} />
    </div>
  )
}

function Entry({ name, value, level }: { name: string | null; value: JsonValue; level: number }) {
  if (value !== null && typeof value === 'object') return <Branch name={name} value={value} level={level} />
  return (
    <div className="json-entry">
      {name !== null && <span className="json-name">{name}</span>}
      <Leaf value={value} />
    </div>
  )
}

interface BranchProps {
  name: string | null
  value: JsonValue[] | { [name: string]: JsonValue }
  level: number
}

function Branch({ name, value, level }: BranchProps) {
  const isList = Array.isArray(value)
  const keys = isList ? value.map((_, index) => String(index)) : Object.keys(value)
  const [open, setOpen] = useState(level < OPEN_LEVELS && keys.length <= MOST_OPEN)
  const [shown, setShown] = useState(AT_ONCE)
  const size = isList
    ? `${keys.length} ${keys.length === 1 ? 'item' : 'items'}`
    : `${keys.length} ${keys.length === 1 ? 'field' : 'fields'}`
  const at = (key: string): JsonValue => (isList ? value[Number(key)] : value[key]) ?? null
  return (
    <div className="json-branch">
      <button
        type="button"
        className="json-toggle"
        aria-expanded={open}
        data-json-toggle
        onClick={() => setOpen(!open)}
      >
        <ChevronRight className="json-arrow" aria-hidden="true" />
        {name !== null && <span className="json-name">{name}</span>}
        <span className="json-size">{size}</span>
      </button>
      {open && (
        <ul>
          {keys.slice(0, shown).map((key) => (
            <li key={key}>
              <Entry name={key} value={at(key)} level={level + 1} />
            </li>
          ))}
          {keys.length > shown && (
            <li>
              <button type="button" className="json-more" onClick={() => setShown(shown + AT_ONCE)}>
                {(keys.length - shown).toLocaleString('en')} more
              </button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

function Leaf({ value }: { value: string | number | boolean | null }) {
  const [whole, setWhole] = useState(false)
  if (typeof value !== 'string') return <span className="json-plain">{String(value)}</span>
  if (whole || value.length <= LONGEST_TEXT) return <span className="json-text">{value}</span>
  return (
    <span className="json-text">
      {value.slice(0, LONGEST_TEXT)}…{' '}
      <button type="button" className="json-more" onClick={() => setWhole(true)}>
        all {value.length.toLocaleString('en')} characters
      </button>
    </span>
  )
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const button = event.target
  if (!(button instanceof HTMLButtonElement) || !button.matches('[data-json-toggle]')) return
  const open = button.getAttribute('aria-expanded') === 'true'
  const toggles = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-json-toggle]')]
  const place = toggles.indexOf(button)
  if (event.key === 'ArrowDown') toggles[place + 1]?.focus()
  else if (event.key === 'ArrowUp') toggles[place - 1]?.focus()
  else if (event.key === 'ArrowRight' && !open) button.click()
  else if (event.key === 'ArrowLeft' && open) button.click()
  else if (event.key === 'ArrowLeft') {
    button.closest('ul')?.parentElement?.querySelector<HTMLButtonElement>('[data-json-toggle]')?.focus()
  } else return
  event.preventDefault()
}
