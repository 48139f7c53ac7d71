import { useCallback, type ReactNode } from 'react'
import { SortableRows } from '../steps/sortable-rows'
import type { Identified } from './carry-ids'

interface SortableFieldsProps {
  rows: readonly Identified[]
  onMove: (from: number, to: number) => void
  children: ReactNode
}

/** Fields in an order that the user can change, as that of the steps. */
export function SortableFields({ rows, onMove, children }: SortableFieldsProps) {
  const readRows = useCallback(() => rows.map(({ id, name }) => ({ id, label: name })), [rows])
  const ids = rows.map(({ id }) => id)
  return (
    <SortableRows what="field" ids={ids} readRows={readRows} onMove={(id, to) => onMove(ids.indexOf(id), to)}>
      {children}
    </SortableRows>
  )
}
