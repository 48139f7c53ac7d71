import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import type { OpenedFile } from '../../state/import-store'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Notice } from '../../ui/notice'
import { ProblemList } from '../../ui/problem-list'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'

interface ImportSheetProps {
  file: OpenedFile
  onClose: () => void
}

/** Shows what an import would add and what would be left out; adds it when the user says so. */
export default function ImportSheet({ file, onClose }: ImportSheetProps) {
  const navigate = useNavigate()
  const { connection, toasts } = useAppState()
  const preview = useAnswer(`${file.fileName} ${file.text}`, (client, signal) =>
    client.templates.preview({ text: file.text }, { signal }),
  )
  const add = useAction(async () => {
    const { template } = await connection.client.templates.import({ text: file.text })
    toasts.show({ message: `“${template.name}” is among your templates now.` })
    onClose()
    await navigate('/templates')
  })
  const { template, warnings = [], problems = [] } = preview.data ?? {}

  return (
    <Sheet title={`Import ${file.fileName}`} description="What the file would add." onClose={onClose}>
      <SheetBody>
        {preview.data === undefined && preview.error === null && <Skeleton rows={4} />}
        {preview.error !== null && (
          <ErrorNotice error={preview.error} title="The file could not be read." onRetry={preview.reload} />
        )}
        {problems.length > 0 && (
          <Notice tone="bad" title="This file can’t be imported.">
            <ProblemList problems={problems} />
          </Notice>
        )}
        {template !== undefined && template !== null && (
          <>
            <h3 className="list-name">{template.workflow.name}</h3>
            <p className="list-text">{template.workflow.description}</p>
            <p className="list-meta">{formatCount(template.workflow.steps.length, 'step')}</p>
            <ol>
              {template.workflow.steps.map(({ label, stepType }, position) => (
                // Labels may repeat; the order is all that tells steps apart here.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={position}>
                  {label} <span className="list-meta">{stepType}</span>
                </li>
              ))}
            </ol>
          </>
        )}
        {warnings.length > 0 && (
          <Notice tone="warn" title="Not everything is taken over as it is.">
            <ProblemList problems={warnings} />
          </Notice>
        )}
        {add.error !== null && <ErrorNotice error={add.error} title="The template could not be added." />}
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          unavailable={template === undefined || template === null || add.busy}
          onClick={() => add.run()}
        >
          Add to templates
        </Button>
      </SheetFoot>
    </Sheet>
  )
}
