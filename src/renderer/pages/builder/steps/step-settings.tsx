import type { Step } from '@shared/model/step'
import { useAnswer } from '../../../state/use-answer'
import { NumberField } from '../../../ui/number-field'
import { SelectField } from '../../../ui/select-field'
import { useBuilder } from '../builder-context'
import { changeStep, type StepChange } from '../document/step-edits'
import { useStep } from '../document/use-step'
import { ModelField } from './model-field'
import { OutputField } from './output-field'

/** What a model step is sent with. */
export function StepSettings({ stepId }: { stepId: string }) {
  const { document } = useBuilder().session
  const step = useStep(stepId, settingsOf)
  const { data } = useAnswer('connections', (client, signal) => client.connections.list({}, { signal }))
  const connections = data?.connections ?? []
  const set = (change: StepChange, group?: string): void =>
    document.edit(
      (workflow) => changeStep(workflow, stepId, change),
      group === undefined ? undefined : `${stepId} ${group}`,
    )
  const connection =
    step.provider === undefined
      ? connections.find((candidate) => candidate.isDefault)
      : (connections.find((candidate) => candidate.name === step.provider) ??
        connections.find((candidate) => candidate.kind === step.provider))
  return (
    <>
      <div className="step-wide" data-field="provider">
        <SelectField
          label="Connection"
          value={step.provider ?? ''}
          options={connectionOptions(step.provider, connections)}
          onChange={(provider) => set({ provider: provider === '' ? undefined : provider })}
        />
      </div>
      <div className="step-wide" data-field="model">
        <ModelField
          connection={connection?.name ?? null}
          defaultModel={connection?.defaultModel}
          value={step.model ?? ''}
          onChange={(model) => set({ model: model === '' ? undefined : model })}
        />
      </div>
      <div className="step-pair">
        <div data-field="temperature">
          <NumberField
            label="Temperature"
            placeholder="not sent"
            value={step.temperature}
            least={0}
            most={2}
            onChange={(temperature) => set({ temperature }, 'temperature')}
          />
        </div>
        <div data-field="maxRetries">
          <NumberField
            label="Max retries"
            placeholder="2"
            value={step.maxRetries}
            least={0}
            most={20}
            whole
            onChange={(maxRetries) => set({ maxRetries }, 'maxRetries')}
          />
        </div>
      </div>
      <div data-field="maxTokens">
        <NumberField
          label="Max tokens"
          placeholder="4,096"
          value={step.maxTokens}
          least={1}
          most={1_000_000}
          whole
          onChange={(maxTokens) => set({ maxTokens }, 'maxTokens')}
        />
      </div>
      <div data-field="output">
        <OutputField output={step.output} onChange={(output) => set({ output })} />
      </div>
    </>
  )
}

function settingsOf({ provider, model, temperature, maxTokens, maxRetries, output }: Step) {
  return { provider, model, temperature, maxTokens, maxRetries, output }
}

function connectionOptions(
  current: string | undefined,
  connections: readonly { name: string; isDefault: boolean }[],
): { value: string; name: string }[] {
  const standard = connections.find((connection) => connection.isDefault)
  const isMissing = current !== undefined && connections.every((connection) => connection.name !== current)
  return [
    { value: '', name: standard === undefined ? 'Default' : `Default (${standard.name})` },
    ...connections.map(({ name }) => ({ value: name, name })),
    // A kind of provider, or a connection that is not there any more.
    ...(isMissing ? [{ value: current, name: current }] : []),
  ]
}
