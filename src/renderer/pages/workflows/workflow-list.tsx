import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { useCallback, useState } from 'react'
import { useAppState } from '../../state/app-state'
import { formatCount } from '../../ui/format-count'
import { RowKeysHint } from '../../ui/row-keys-hint'
import { useRowKeys } from '../../ui/use-row-keys'
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
  const run = useCallback(
    (workflow: WorkflowSummary) =>
      runSheet.ask({ subject: { kind: 'workflow', workflowId: workflow.id }, name: workflow.name }),
    [runSheet],
  )
  const [rowAtHand, setRowAtHand] = useState(-1)
  useWorkflowCommands(items[rowAtHand], actions, run)
  const { area, onRowKey } = useRowKeys(items, { run, remove: actions.remove })

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
        {formatCount(total, 'workflow')} · <RowKeysHint run="to run" remove />
      </p>
    </div>
  )
}
