import type { Run, StepRun } from '@shared/model/run'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'
import { ErrorNotice } from '../error-notice'
import './step-model.css'

/** Another connection and model for one step of this run; the workflow stays as it is. */
export function StepModel({ run, step }: { run: Run; step: StepRun }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Use another model"
      align="start"
      trigger={
        <Button size="small" look="ghost">
          Use another model…
        </Button>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <ModelForm run={run} step={step} onDone={() => setOpen(false)} />
    </Popover>
  )
}

function ModelForm({ run, step, onDone }: { run: Run; step: StepRun; onDone: () => void }) {
  const { client } = useAppState().connection
  const was = { connection: step.settings.connection?.name ?? '', model: step.settings.model ?? '' }
  const [connection, setConnection] = useState(was.connection)
  const [model, setModel] = useState(was.model)
  const connections = useAnswer('connections', (api, signal) => api.connections.list({}, { signal }))
  const models = useAnswer(`models of ${connection}`, (api, signal) =>
    api.connections.models({ name: connection }, { signal }),
  )
  const names = connections.data?.connections.map(({ name }) => name) ?? [was.connection]
  const save = useAction(async () => {
    const set = { connection, model: model.trim() }
    await client.runs.update({ runId: run.id, steps: [{ stepId: step.id, set, was }] })
    await client.runs.steps.retry({ runId: run.id, stepId: step.id, revision: step.revision })
    onDone()
  })
  return (
    <form
      className="model-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.run()
      }}
    >
      <SelectField
        label="Connection"
        value={connection}
        options={names.map((name) => ({ value: name, name }))}
        onChange={(name) => {
          setConnection(name)
          setModel('')
        }}
      />
      <TextField label="Model" value={model} onChange={setModel} list={`models-${step.id}`} />
      <datalist id={`models-${step.id}`}>
        {models.data?.map(({ id }) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </datalist>
      {save.error !== null && <ErrorNotice error={save.error} />}
      <Button look="primary" type="submit" unavailable={save.busy || model.trim() === ''}>
        Use it and retry
      </Button>
    </form>
  )
}
