import { useState } from 'react'
import { useAnswer } from '../../state/use-answer'
import { SearchMenu } from '../../ui/search-menu'
import { useSettled } from '../../ui/use-settled'

interface WorkflowFilterProps {
  /** Null: every workflow. */
  workflowId: string | null
  onChange: (workflowId: string | null) => void
}

const ALL = 'all'
/** As many are there to choose from at once; the others are found by typing. */
const MOST = 100

/** Which workflow's runs are to be seen: any that has runs, also one that was deleted. */
export function WorkflowFilter({ workflowId, onChange }: WorkflowFilterProps) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const search = useSettled(typed.trim(), typed === '' ? 0 : 150)
  const found = useAnswer(open ? `workflows of runs ${search}` : null, (client, signal) =>
    client.runs.workflows({ search, limit: MOST }, { signal }),
  )
  const chosen = useAnswer(workflowId === null ? null : `workflow of runs ${workflowId}`, (client, signal) =>
    client.runs.workflows({ workflowId: workflowId ?? '' }, { signal }),
  )
  const workflows = found.data?.workflows ?? []
  return (
    <SearchMenu
      label="Workflow"
      name={workflowId === null ? 'Every workflow' : (chosen.data?.workflows[0]?.name ?? 'One workflow')}
      value={workflowId ?? ALL}
      options={[
        ...(search === '' ? [{ value: ALL, name: 'Every workflow' }] : []),
        ...workflows.map(({ id, name, deleted }) => ({
          value: id,
          name,
          detail: deleted ? 'deleted' : undefined,
        })),
      ]}
      none={found.loading ? 'Searching …' : 'No workflow of this name has runs.'}
      open={open}
      typed={typed}
      onOpen={(next) => {
        setOpen(next)
        setTyped('')
      }}
      onType={setTyped}
      onChange={(value) => onChange(value === ALL ? null : value)}
    />
  )
}
