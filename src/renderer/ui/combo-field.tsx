import { ChevronsUpDown } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { Field } from './field'
import './combo-field.css'

interface ComboFieldProps {
  label: string
  help?: string | undefined
  placeholder: string
  value: string
  options: readonly { value: string; detail: string }[]
  onChange: (value: string) => void
}

/** A text for which there are suggestions: type to search, arrows and Enter to choose, or leave what was typed. */
export function ComboField({ label, help, placeholder, value, options, onChange }: ComboFieldProps) {
  const listId = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const search = (typed ?? '').trim().toLowerCase()
  const shown = options.filter((option) => option.value.toLowerCase().includes(search))
  const isShown = open && shown.length > 0

  const commit = (next: string): void => {
    setTyped(null)
    setOpen(false)
    setChosen(-1)
    if (next.trim() !== value) onChange(next.trim())
  }
  const show = (): void => {
    setOpen(true)
    setChosen(shown.findIndex((option) => option.value === value))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isShown) return show()
      const count = shown.length
      const next = event.key === 'ArrowDown' ? chosen + 1 : chosen - 1
      setChosen((next + count) % count)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      commit((isShown ? shown[chosen]?.value : undefined) ?? typed ?? value)
    } else if (event.key === 'Escape' && (isShown || typed !== null)) {
      event.stopPropagation()
      setTyped(null)
      setOpen(false)
    }
  }
  return (
    <Field label={label} help={help}>
      {(control) => (
        <span className="combo">
          <input
            {...control}
            type="text"
            role="combobox"
            className="control"
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={isShown}
            aria-controls={listId}
            aria-activedescendant={isShown && chosen >= 0 ? `${listId}-${chosen}` : undefined}
            placeholder={placeholder}
            value={typed ?? value}
            onChange={(event) => {
              setTyped(event.target.value)
              setOpen(true)
              setChosen(-1)
            }}
            onClick={show}
            onKeyDown={press}
            onBlur={() => commit(typed ?? value)}
          />
          <ChevronsUpDown className="select-arrow" aria-hidden="true" />
          <div id={listId} className="combo-list" role="listbox" aria-label={label} hidden={!isShown}>
            {isShown &&
              shown.map((option, index) => (
                <ComboOption
                  key={option.value}
                  id={`${listId}-${index}`}
                  option={option}
                  selected={index === chosen}
                  onChoose={commit}
                />
              ))}
          </div>
        </span>
      )}
    </Field>
  )
}

interface ComboOptionProps {
  id: string
  option: { value: string; detail: string }
  selected: boolean
  onChoose: (value: string) => void
}

function ComboOption({ id, option, selected, onChoose }: ComboOptionProps) {
  return (
    // The keyboard is the input's: it has the focus all the time, and names the option that is chosen.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' })
      }}
      className="combo-option"
      role="option"
      aria-selected={selected}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(option.value)}
    >
      <span className="truncated">{option.value}</span>
      <span className="combo-detail">{option.detail}</span>
    </div>
  )
}
