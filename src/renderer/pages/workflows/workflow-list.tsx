import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import { useAppState } from '../../state/app-state'
import { formatCount } from '../../ui/format-count'
import { CommandKeys } from '../../ui/shortcut'
import { useShortcut } from '../../ui/use-shortcut'
import { VirtualRows } from '../../ui/virtual-rows'
import { ErrorNotice } from '../error-notice'
import { useWorkflowActions } from './use-workflow-actions'
import { useWorkflowCommands } from './use-workflow-commands'
import { WorkflowRow } from './workflow-row'
import './workflow-list.css'

const ROW_HEIGHT = 60

interface WorkflowListProps {
  items: WorkflowSummary[]
  total: number
  onNeed: (rows: number) => void
  /** Something was duplicated, deleted or brought back. */
  onChange: () => void
}

export function WorkflowList({ items, total, onNeed, onChange }: WorkflowListProps) {
  const { runSheet } = useAppState()
  const [failure, setFailure] = useState<{ title: string; error: unknown } | null>(null)
  const actions = useWorkflowActions(onChange, setFailure)
  const area = useRef<HTMLDivElement>(null)
  const run = useCallback(
    (workflow: WorkflowSummary) =>
      runSheet.ask({ subject: { kind: 'workflow', workflowId: workflow.id }, name: workflow.name }),
    [runSheet],
  )
  const [rowAtHand, setRowAtHand] = useState(-1)
  useWorkflowCommands(items[rowAtHand], actions, run)
  useShortcut('nextRow', () => focusRow(area.current, 0))

  const onRowKey = (event: KeyboardEvent, index: number): void => {
    const workflow = items[index]
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowDown') focusRow(area.current, index + 1)
    else if (event.key === 'ArrowUp') focusRow(area.current, index - 1)
    else if (event.key === 'r' && workflow !== undefined) run(workflow)
    else if (event.key === 'Delete' && workflow !== undefined) actions.remove(workflow)
    else return
    event.preventDefault()
  }

  return (
    <div ref={area} data-focus-then=".workflow-row:last-of-type .list-name">
      {failure !== null && <ErrorNotice {...failure} />}
      <div className="list-head workflow-columns" aria-hidden="true">
        <span>Name</span>
        <span>Steps</span>
        <span>Last run</span>
      </div>
      <VirtualRows
        label="Workflows"
        count={total}
        rowHeight={ROW_HEIGHT}
        onNeed={onNeed}
        onRowFocus={setRowAtHand}
        renderRow={(index, place) => (
          <WorkflowRow
            key={index}
            workflow={items[index]}
            place={place}
            actions={actions}
            onRun={run}
            onKeyDown={(event) => onRowKey(event, index)}
          />
        )}
      />
      <p className="page-note">
        {formatCount(total, 'workflow')} · press <CommandKeys command="previousRow" caps />{' '}
        <CommandKeys command="nextRow" caps /> to move, <CommandKeys command="openRow" caps /> to open,{' '}
        <CommandKeys command="runRow" caps /> to run, <CommandKeys command="deleteRow" caps /> to delete
      </p>
    </div>
  )
}

function focusRow(area: HTMLElement | null, index: number): void {
  area?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`)?.focus()
}
