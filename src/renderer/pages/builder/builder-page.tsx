import { useNavigate, useParams } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { usePageTitle } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { BuilderForm } from './builder-form'
import { BuilderHeader } from './builder-header'
import { BuilderFooter } from './builder-footer'
import { useBuilder } from './use-builder'
import './builder-page.css'

/** Writes one workflow, stored or new. */
export default function BuilderPage() {
  const { workflowId = '' } = useParams()
  return <Builder key={workflowId} workflowId={workflowId} />
}

function Builder({ workflowId }: { workflowId: string }) {
  const navigate = useNavigate()
  const { runSheet } = useAppState()
  const builder = useBuilder(workflowId)
  usePageTitle(builder.workflow?.name ?? 'Workflow')

  const save = useAction(async () => {
    const saved = await builder.save()
    if (saved.id !== workflowId) await navigate(`/workflows/${saved.id}`, { replace: true })
  })
  const run = useAction(async () => {
    const saved = await builder.save()
    runSheet.ask({ subject: { kind: 'workflow', workflowId: saved.id }, name: saved.name })
    if (saved.id !== workflowId) await navigate(`/workflows/${saved.id}`, { replace: true })
  })

  if (builder.workflow === null) {
    return (
      <div className="page">
        <h1 className="visually-hidden">Workflow</h1>
        {builder.error === null ? (
          <Skeleton />
        ) : (
          <ErrorNotice
            error={builder.error}
            title="This workflow can’t be opened."
            onRetry={builder.reload}
          />
        )}
      </div>
    )
  }
  const failed = save.error ?? run.error
  return (
    <>
      <BuilderHeader unsaved={builder.unsaved} onDiscard={builder.discard} />
      <div className="page-scroll" data-scroll>
        <div className="builder">
          {failed !== null && <ErrorNotice error={failed} title="The workflow was not saved." />}
          {builder.draftError !== null && (
            <ErrorNotice error={builder.draftError} title="Unsaved changes are not being kept." />
          )}
          <BuilderForm workflow={builder.workflow} onChange={builder.change} />
        </div>
      </div>
      <BuilderFooter busy={save.busy || run.busy} onSave={() => save.run()} onRun={() => run.run()} />
    </>
  )
}
