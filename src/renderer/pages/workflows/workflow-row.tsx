import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { Copy, Ellipsis, LayoutPanelTop, Trash2, Upload } from 'lucide-react'
import { useId, type KeyboardEvent } from 'react'
import { Link, useNavigate } from 'react-router'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem, MenuLine } from '../../ui/menu'
import type { RowPlace } from '../../ui/virtual-rows'
import '../../ui/list.css'
import { LastRun } from './last-run'
import type { WorkflowActions } from './use-workflow-actions'
import { WorkflowSteps } from './workflow-steps'

interface WorkflowRowProps {
  /** Undefined while it is loading. */
  workflow: WorkflowSummary | undefined
  place: RowPlace
  actions: WorkflowActions
  onRun: (workflow: WorkflowSummary) => void
  /** On its name; the buttons keep their keys for themselves. */
  onKeyDown: (event: KeyboardEvent) => void
}

export function WorkflowRow({ workflow, place, actions, onRun, onKeyDown }: WorkflowRowProps) {
  const navigate = useNavigate()
  const nameId = useId()
  if (workflow === undefined) {
    return (
      <li className="list-row workflow-columns workflow-row" {...place} aria-busy="true">
        <div className="skeleton-bar" style={{ width: '38%' }} />
      </li>
    )
  }
  const path = `/workflows/${workflow.id}`
  return (
    <li className="list-row workflow-columns workflow-row" {...place} aria-labelledby={nameId}>
      <div className="workflow-name">
        <Link
          id={nameId}
          className="list-name truncated"
          to={path}
          title={workflow.name}
          onKeyDown={onKeyDown}
        >
          {workflow.name}
        </Link>
        <p className="list-text truncated">{workflow.description}</p>
      </div>
      <WorkflowSteps workflow={workflow} />
      <LastRun workflow={workflow} />
      <div className="list-actions">
        <Button size="small" aria-describedby={nameId} onClick={() => onRun(workflow)}>
          Run
        </Button>
        <Button size="small" look="ghost" aria-describedby={nameId} onClick={() => void navigate(path)}>
          Edit
        </Button>
        <Menu trigger={<IconButton size="small" icon={Ellipsis} label="More" aria-describedby={nameId} />}>
          <MenuItem icon={Copy} onSelect={() => actions.duplicate(workflow)}>
            Duplicate
          </MenuItem>
          <MenuItem icon={Upload} onSelect={() => actions.exportFile(workflow)}>
            Export
          </MenuItem>
          <MenuItem icon={LayoutPanelTop} onSelect={() => actions.saveAsTemplate(workflow)}>
            Save as template
          </MenuItem>
          <MenuLine />
          <MenuItem icon={Trash2} danger onSelect={() => actions.remove(workflow)}>
            Delete
          </MenuItem>
        </Menu>
      </div>
    </li>
  )
}
