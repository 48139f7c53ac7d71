import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import './tabs.css'

interface TabsProps {
  value: string
  onChange: (value: string) => void
  className?: string
  /** A `TabList` with this component's values, and a `TabPanel` for each. */
  children: ReactNode
}

export function Tabs({ value, onChange, className, children }: TabsProps) {
  return (
    <Radix.Root className={className} value={value} onValueChange={onChange} activationMode="automatic">
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
