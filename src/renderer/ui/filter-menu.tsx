import { Check, ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { Button } from './button'
import './menu.css'
import './filter-menu.css'

interface FilterMenuProps<Value extends string> {
  /** What is chosen by it. */
  label: string
  value: Value
  options: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
}

/** A button that says what is chosen, with a menu of what could be. */
export function FilterMenu<Value extends string>({
  label,
  value,
  options,
  onChange,
}: FilterMenuProps<Value>) {
  const name = options.find((option) => option.value === value)?.name ?? ''
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button className="filter-button" aria-label={`${label}: ${name}`}>
          <span className="truncated">{name}</span>
          <ChevronDown className="button-icon" aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu filter-menu" align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            aria-label={label}
            value={value}
            onValueChange={(chosen) => {
              const option = options.find((candidate) => candidate.value === chosen)
              if (option !== undefined) onChange(option.value)
            }}
          >
            {options.map((option) => (
              <DropdownMenu.RadioItem key={option.value} className="menu-item" value={option.value}>
                <span className="filter-mark">
                  <DropdownMenu.ItemIndicator>
                    <Check className="menu-icon" aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span className="truncated">{option.name}</span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
