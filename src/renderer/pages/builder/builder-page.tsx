import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAnswer } from '../../state/use-answer'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { Builder } from './builder'
import { hasCode } from './document/find-stored'
import { MissingWorkflow } from './missing-workflow'
import './builder-page.css'

/** Writes one workflow, stored or new. */
export default function BuilderPage() {
  const { workflowId = '' } = useParams()
  const navigate = useNavigate()
  // A workflow that gets its id here stays open: with its undo, its open card and its focus.
  const [opened, setOpened] = useState({ number: 0, id: workflowId, created: '' })
  if (workflowId !== opened.id) {
    setOpened(
      workflowId === opened.created
        ? { ...opened, id: workflowId }
        : { number: opened.number + 1, id: workflowId, created: '' },
    )
  }
  return (
    <LoadedBuilder
      key={opened.number}
      workflowId={workflowId}
      onCreated={(id) => {
        setOpened((before) => ({ ...before, created: id }))
        void navigate(`/workflows/${id}`, { replace: true })
      }}
    />
  )
}

interface LoadedBuilderProps {
  workflowId: string
  onCreated: (workflowId: string) => void
}

function LoadedBuilder({ workflowId, onCreated }: LoadedBuilderProps) {
  const [firstId] = useState(workflowId)
  const loaded = useAnswer(`builder ${firstId}`, (client, signal) =>
    client.workflows.get({ workflowId: firstId }, { signal }),
  )
  // After a lost connection the edits of this page count, not a new answer.
  const [first, setFirst] = useState(loaded.data)
  if (first === undefined && loaded.data !== undefined) setFirst(loaded.data)
  if (first !== undefined) return <Builder workflowId={firstId} loaded={first} onCreated={onCreated} />
  return (
    <div className="page-scroll">
      <div className="page">
        <h1 className="visually-hidden">Workflow</h1>
        {loaded.error === null && <Skeleton />}
        {loaded.error !== null &&
          (hasCode(loaded.error, 'NOT_FOUND') ? (
            <MissingWorkflow workflowId={firstId} onBack={loaded.reload} />
          ) : (
            <ErrorNotice
              error={loaded.error}
              title="This workflow can’t be opened."
              onRetry={loaded.reload}
            />
          ))}
      </div>
    </div>
  )
}
