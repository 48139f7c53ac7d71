import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import './tabs.css'

interface TabsProps<Value extends string> {
  value: Value
  onChange: (value: Value) => void
  className?: string
  /** A `TabList` with this component's values, and a `TabPanel` for each. */
  children: ReactNode
}

export function Tabs<Value extends string>({ value, onChange, className, children }: TabsProps<Value>) {
  return (
    <Radix.Root
      className={className}
      value={value}
      // Only the values of the list can come back.
      onValueChange={(chosen) => onChange(chosen as Value)}
      activationMode="automatic"
    >
      {children}
    </Radix.Root>
  )
}

interface TabListProps {
  label: string
  tabs: readonly { value: string; name: string; count?: number }[]
}

export function TabList({ label, tabs }: TabListProps) {
  return (
    <Radix.List className="tabs" aria-label={label}>
      {tabs.map(({ value, name, count }) => (
        <Radix.Trigger key={value} className="tab" value={value}>
          {name}
          {count !== undefined && <span className="tab-count"> {count}</span>}
        </Radix.Trigger>
      ))}
    </Radix.List>
  )
}

export function TabPanel({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.Content className="tab-panel" value={value} tabIndex={-1}>
      {children}
    </Radix.Content>
  )
}
