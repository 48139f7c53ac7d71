import type { Run, StepRun } from '@shared/model/run'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { describeModel } from '../../ui/describe-model'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'
import { ErrorNotice } from '../error-notice'
import { ModelCost } from './model-cost'
import './model-form.css'

interface ModelFormProps {
  run: Run
  /** Those that get the model; model steps only. */
  steps: readonly StepRun[]
  /** Says what it does, and what happens next. */
  action: string
  /** Once they have it. */
  then: () => Promise<unknown>
}

/** Another connection and model for steps of this run, with what they would cost; the workflow stays as it is. */
export function ModelForm({ run, steps, action, then }: ModelFormProps) {
  const { client } = useAppState().connection
  const [first] = steps
  const [connection, setConnection] = useState(first?.settings.connection?.name ?? '')
  const [model, setModel] = useState(first?.settings.model ?? '')
  const connections = useAnswer('connections', (api, signal) => api.connections.list({}, { signal }))
  const models = useAnswer(`models of ${connection}`, (api, signal) =>
    api.connections.models({ name: connection }, { signal }),
  )
  const offered = models.loading ? [] : (models.data ?? [])
  const known = offered.find(({ id }) => id === model)
  const names = connections.data?.connections.map(({ name }) => name) ?? [connection]
  const set = { connection, model: model.trim() }
  const save = useAction(async () => {
    await client.runs.update({
      runId: run.id,
      steps: steps.map(({ id, settings }) => ({
        stepId: id,
        set,
        was: { connection: settings.connection?.name, model: settings.model },
      })),
    })
    await then()
  })
  return (
    <form
      className="model-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (set.model !== '') save.run()
      }}
    >
      {steps.length > 1 && (
        <p className="model-form-steps">For {steps.map((step) => step.label).join(', ')}</p>
      )}
      <SelectField
        label="Connection"
        value={connection}
        options={names.map((name) => ({ value: name, name }))}
        onChange={(name) => {
          setConnection(name)
          setModel('')
        }}
      />
      <TextField
        label="Model"
        value={model}
        onChange={setModel}
        list={`models-${run.id}`}
        {...(known !== undefined && { help: describeModel(known) })}
      />
      <datalist id={`models-${run.id}`}>
        {offered.map((info) => (
          <option key={info.id} value={info.id}>
            {describeModel(info)}
          </option>
        ))}
      </datalist>
      {set.model !== '' && <ModelCost run={run} steps={steps} {...set} />}
      {save.error !== null && <ErrorNotice error={save.error} />}
      <Button look="primary" type="submit" unavailable={save.busy || set.model === ''}>
        {action}
      </Button>
    </form>
  )
}
