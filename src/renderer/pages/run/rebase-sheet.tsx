import type { Run } from '@shared/model/run'
import { GitPullRequestArrow } from 'lucide-react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { Skeleton } from '../../ui/skeleton'
import { StatusDot, type DotKind } from '../../ui/status-dot'
import { ErrorNotice } from '../error-notice'
import { previewRebase, type RebasePreview } from './preview-rebase'
import './rebase-sheet.css'

/** Takes over the workflow's steps as they are now, after showing what that leaves valid. Runs nothing. */
export function RebaseSheet({ run, onClose }: { run: Run; onClose: () => void }) {
  const { connection, toasts } = useAppState()
  const { workflowId } = run
  const workflow = useAnswer(workflowId === null ? null : `workflow ${workflowId}`, (client, signal) =>
    client.workflows.get({ workflowId: workflowId ?? '' }, { signal }),
  )
  const steps = workflow.data?.workflow?.steps
  const preview = steps === undefined ? undefined : previewRebase(run, steps)
  const rebase = useAction(async () => {
    const { stale, added } = await connection.client.runs.rebase({ runId: run.id, updatedAt: run.updatedAt })
    onClose()
    const changes = [
      ...(stale.length > 0 ? [formatCount(stale.length, 'stale step')] : []),
      ...(added.length > 0 ? [formatCount(added.length, 'new step')] : []),
    ]
    toasts.show({
      message: changes.length > 0 ? `Rebased: ${changes.join(', ')}` : 'Rebased on the current version',
    })
  })
  return (
    <Sheet
      title="Rebase on the current version"
      description="Shows what stays valid when this run takes over the workflow's steps as they are now."
      onClose={onClose}
    >
      <SheetBody>
        {workflow.error !== null && (
          <ErrorNotice
            error={workflow.error}
            title="The workflow could not be loaded."
            onRetry={workflow.reload}
          />
        )}
        {workflowId !== null && workflow.data === undefined && workflow.error === null && (
          <Skeleton rows={4} />
        )}
        {workflowId === null && (
          <p className="rebase-text">
            This run was made from the file <span className="file-name">{run.sourcePath}</span>. Its steps are
            read again; what stays valid is shown afterwards.
          </p>
        )}
        {preview !== undefined && <Preview preview={preview} />}
        {rebase.error !== null && <ErrorNotice error={rebase.error} title="The run was not rebased." />}
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          icon={GitPullRequestArrow}
          unavailable={rebase.busy || preview?.changes === false}
          onClick={() => rebase.run()}
        >
          Rebase
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

function Preview({ preview }: { preview: RebasePreview }) {
  if (!preview.changes)
    return <p className="rebase-text">This run has the workflow’s newest steps already.</p>
  return (
    <>
      <p className="rebase-text">Outputs are kept, and nothing is sent until you say so.</p>
      <Labels kind="completed" name="Stay valid" labels={preview.valid} />
      <Labels kind="stale" name="Become stale" labels={preview.stale} />
      <Labels kind="pending" name="Run when the run goes on" labels={preview.toRun} />
      <Labels kind="skipped" name="Leave the run, kept in its history" labels={preview.removed} />
    </>
  )
}

function Labels({ kind, name, labels }: { kind: DotKind; name: string; labels: readonly string[] }) {
  if (labels.length === 0) return null
  return (
    <section className="rebase-group" aria-label={name}>
      <h3>{name}</h3>
      <ul>
        {labels.map((label, index) => (
          <li key={index}>
            <StatusDot kind={kind} />
            <span className="truncated">{label}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
