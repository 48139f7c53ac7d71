import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { describeError } from '../../state/describe-error'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'

interface MissingRunProps {
  runId: string
  /** It is there again. */
  onBack: () => void
}

/** For an address whose run is gone, be it since a moment ago: what was deleted can be brought back. */
export function MissingRun({ runId, onBack }: MissingRunProps) {
  const navigate = useNavigate()
  const { connection, runs } = useAppState()
  const deleted = useAnswer(`deleted ${runId}`, async (api, signal) => {
    const { items } = await api.runs.list({ idPrefix: runId, deleted: true }, { signal })
    return items.find(({ id }) => id === runId) ?? null
  })
  const bringBack = useAction(async (updatedAt: number) => {
    try {
      await connection.client.runs.delete({ runId, updatedAt, undo: true })
      runs.changed()
    } catch (error) {
      // Another window may have been faster.
      if (describeError(error).code !== 'NOT_FOUND') throw error
    }
    onBack()
  })
  if (deleted.data === undefined && deleted.error === null) return <Skeleton />
  const run = deleted.data ?? null
  return (
    <>
      {bringBack.error !== null && (
        <ErrorNotice error={bringBack.error} title="The run could not be brought back." />
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
        title={run === null ? 'There is no run here.' : `This run of “${run.workflowName}” was deleted.`}
        actions={
          <>
            {run !== null && (
              <Button
                size="small"
                look="primary"
                unavailable={bringBack.busy}
                onClick={() => bringBack.run(run.updatedAt)}
              >
                Bring it back
              </Button>
            )}
            <Button size="small" onClick={() => void navigate('/runs')}>
              Go to Runs
            </Button>
          </>
        }
      >
        <p>
          {run === null
            ? 'It was deleted, or the address is wrong.'
            : 'It can be brought back for 30 days, with everything that was written.'}
        </p>
      </Notice>
    </>
  )
}
