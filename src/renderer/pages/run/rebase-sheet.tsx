import type { RebaseResult } from '@shared/contract'
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
import './rebase-sheet.css'

/** Takes over the workflow's steps as they are now, after showing what that leaves valid. Runs nothing. */
export function RebaseSheet({ run, onClose }: { run: Run; onClose: () => void }) {
  const { connection, toasts } = useAppState()
  const asked = { runId: run.id, updatedAt: run.updatedAt }
  const { data, error, loading, reload } = useAnswer(`rebase ${run.id} ${run.updatedAt}`, (client, signal) =>
    client.runs.rebase({ ...asked, preview: true }, { signal }),
  )
  const preview = loading || error !== null ? undefined : data
  const rebase = useAction(async () => {
    const { stale, added } = await connection.client.runs
      .rebase({ ...asked, version: preview?.version })
      .catch((failure: unknown) => {
        // What was shown is not what would be done any more.
        reload()
        throw failure
      })
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
        {error === null && rebase.error !== null && (
          <ErrorNotice error={rebase.error} title="The run was not rebased." />
        )}
        {error !== null && (
          <ErrorNotice
            error={error}
            title="The current version can’t be taken over."
            onRetry={loading ? undefined : reload}
          />
        )}
        {preview === undefined && error === null && <Skeleton rows={4} />}
        {preview !== undefined && <Preview preview={preview} sourcePath={run.sourcePath} />}
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          icon={GitPullRequestArrow}
          unavailable={rebase.busy || preview === undefined || !changesAnything(preview)}
          onClick={() => rebase.run()}
        >
          Rebase
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

function changesAnything({ added, removed, changed, reordered }: RebaseResult): boolean {
  return reordered || added.length + removed.length + changed.length > 0
}

function Preview({ preview, sourcePath }: { preview: RebaseResult; sourcePath: string | null }) {
  if (!changesAnything(preview))
    return (
      <p className="rebase-text">
        This run has the newest steps of{' '}
        {sourcePath === null ? 'the workflow' : <span className="file-name">{sourcePath}</span>} already.
      </p>
    )
  const { changed, reordered } = preview
  return (
    <>
      <p className="rebase-text">
        {changed.length > 0 && `The workflow has other settings for ${nameSome(changed)}. `}
        {reordered && 'The order of the steps changes. '}
        Outputs are kept, and nothing is sent until you say so.
      </p>
      <Labels kind="completed" name="Stay valid" labels={preview.valid} />
      <Labels kind="stale" name="Become stale" labels={preview.stale} />
      <Labels kind="pending" name="Run when the run goes on" labels={preview.pending} />
      <Labels kind="skipped" name="Leave the run, kept in its history" labels={preview.removed} />
    </>
  )
}

function nameSome(labels: readonly string[]): string {
  return labels.length > 3
    ? formatCount(labels.length, 'step')
    : labels.map((label) => `“${label}”`).join(', ')
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
