import { GripVertical } from 'lucide-react'
import type { ComponentProps } from 'react'
import './grip.css'

interface GripProps extends Omit<ComponentProps<'button'>, 'children' | 'className' | 'type'> {
  /** What is moved by it. */
  name: string
}

/** What a thing of a list is taken by, to put it elsewhere. */
export function Grip({ name, ...props }: GripProps) {
  return (
    <button {...props} type="button" className="grip" aria-label={`Reorder ${name}`}>
      <GripVertical aria-hidden="true" />
    </button>
  )
}
