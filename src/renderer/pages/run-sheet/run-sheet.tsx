import { Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { JsonValue } from '@shared/model/json'
import { useAppState } from '../../state/app-state'
import type { InputDraft, RunRequest } from '../../state/run-sheet-store'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { EstimateSummary } from '../../ui/estimate-summary'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { Skeleton } from '../../ui/skeleton'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { FileOffer } from './file-offer'
import { draftOf, isEmptyDraft, readDraft } from './input-draft'
import { inputFields, wantsJson, type InputField } from './input-fields'
import { InputForm } from './input-form'
import { loadSubject, type LoadedSubject } from './load-subject'
import { ForecastProblems, useForecast } from './run-forecast'
import { startRun } from './start-run'
import { useFileDrop } from './use-file-drop'
import { useInputDraft } from './use-input-draft'
import './run-sheet.css'

interface RunSheetProps {
  request: RunRequest
  onClose: () => void
}

/** Asks for a run's input, says what it would cost and what stands in its way, and starts it. */
export default function RunSheet({ request, onClose }: RunSheetProps) {
  const subject = useAnswer(JSON.stringify(request.subject), (client, signal) =>
    loadSubject(client, request, signal),
  )
  return (
    <Sheet title={`Run ${request.name}`} description="Give the input of the run." onClose={onClose}>
      {subject.data === undefined ? (
        <>
          <SheetBody>
            {subject.error === null ? (
              <Skeleton rows={3} />
            ) : (
              <ErrorNotice
                error={subject.error}
                title={`“${request.name}” can’t be run.`}
                onRetry={subject.reload}
              />
            )}
          </SheetBody>
          <SheetFoot>
            <Button onClick={onClose}>Cancel</Button>
          </SheetFoot>
        </>
      ) : (
        <RunInput request={request} subject={subject.data} onClose={onClose} />
      )}
    </Sheet>
  )
}

function RunInput({ request, subject, onClose }: RunSheetProps & { subject: LoadedSubject }) {
  const navigate = useNavigate()
  const { connection } = useAppState()
  const fields = inputFields(subject.description?.schema)
  const asJson = wantsJson(subject.description?.schema)
  const example = subject.description?.example
  const { draft, change, forget } = useInputDraft(request, subject)
  const [tried, setTried] = useState(false)
  const read = readDraft(draft, fields, subject.usesInput)
  // Half-filled forms have no cost yet; what is complete does.
  const complete = Object.keys(read.errors).length === 0
  const forecast = useForecast(subject.source, complete ? read.input : undefined)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), [])

  const start = useAction(async () => {
    const runId = await startRun(connection.client, subject, read.input)
    forget()
    onClose()
    await navigate(`/runs/${runId}`)
  })
  const run = (): void => {
    setTried(true)
    if (complete) start.run()
  }
  useShortcut('confirmSheet', run)
  const files = useFileDrop((text) => change(withFile(draft, fields, text)))

  return (
    <>
      <SheetBody>
        <form
          ref={form}
          className="run-input"
          data-file-over={files.over || undefined}
          {...files.area}
          onSubmit={(event) => event.preventDefault()}
        >
          <InputForm
            draft={draft}
            fields={fields}
            description={subject.description}
            errors={tried ? read.errors : {}}
            onChange={change}
          />
          <FileOffer
            onFile={files.take}
            error={files.error}
            {...(example !== undefined &&
              isEmptyDraft(draft) && { onExample: () => change(draftOf(fields, example, asJson)) })}
          />
          {start.error === null ? (
            <ForecastProblems problems={forecast.problems} />
          ) : (
            <ErrorNotice error={start.error} title="The run was not started." />
          )}
        </form>
      </SheetBody>
      <SheetFoot>
        <EstimateSummary estimate={forecast.estimate} />
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" icon={Play} shortcut="confirmSheet" unavailable={start.busy} onClick={run}>
          Run
        </Button>
      </SheetFoot>
    </>
  )
}

/** A file is the text itself, or fills the fields if it is a JSON object, or else the first field for text. */
function withFile(draft: InputDraft, fields: InputField[] | null, text: string): InputDraft {
  if (draft.kind !== 'fields') return { ...draft, text }
  const object = readObject(text)
  if (object !== undefined && (fields ?? []).some((field) => field.name in object))
    return draftOf(fields, object)
  const field = fields?.find((candidate) => candidate.kind === 'text')
  return field === undefined ? draft : { kind: 'fields', texts: { ...draft.texts, [field.name]: text } }
}

function readObject(text: string): Record<string, JsonValue> | undefined {
  try {
    const value: JsonValue = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
