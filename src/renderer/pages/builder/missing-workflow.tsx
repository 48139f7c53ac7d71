import type { WorkflowWithDraft } from '@shared/contract'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { findDeleted } from './document/find-stored'

interface MissingWorkflowProps {
  workflowId: string
  /** It is there again. */
  onBack: () => void
}

/** For an address whose workflow is gone: what was deleted can be brought back, with what was not saved of it. */
export function MissingWorkflow({ workflowId, onBack }: MissingWorkflowProps) {
  const navigate = useNavigate()
  const { client } = useAppState().connection
  const deleted = useAnswer(`deleted ${workflowId}`, (api) => findDeleted(api, workflowId))
  const bringBack = useAction(async (updatedAt: number) => {
    await client.workflows.delete({ workflowId, updatedAt, undo: true })
    onBack()
  })
  if (deleted.data === undefined && deleted.error === null) return <Skeleton />
  const workflow = deleted.data?.workflow ?? null
  return (
    <>
      {bringBack.error !== null && (
        <ErrorNotice error={bringBack.error} title="The workflow could not be brought back." />
      )}
      {deleted.error !== null && (
        <ErrorNotice
          error={deleted.error}
          title="Baton can’t tell whether it was deleted."
          onRetry={deleted.reload}
        />
      )}
      <Notice
        tone="quiet"
        title={workflow === null ? 'There is no workflow here.' : `“${workflow.name}” was deleted.`}
        actions={
          <>
            {workflow !== null && (
              <Button
                size="small"
                look="primary"
                unavailable={bringBack.busy}
                onClick={() => bringBack.run(workflow.updatedAt)}
              >
                Bring it back
              </Button>
            )}
            <Button size="small" onClick={() => void navigate('/workflows')}>
              Go to Workflows
            </Button>
            <Button size="small" onClick={() => void navigate('/runs')}>
              Go to Runs
            </Button>
          </>
        }
      >
        <p>{describeMissing(deleted.data)}</p>
      </Notice>
    </>
  )
}

function describeMissing(deleted: WorkflowWithDraft | null | undefined): string {
  if (deleted == null)
    return 'It was deleted, or the address is wrong. The runs of a deleted workflow are kept.'
  if (deleted.draft === null) return 'It can be brought back for 30 days, and its runs are kept.'
  return 'Your unsaved changes of it are kept: bring it back to go on with them. That is possible for 30 days.'
}
