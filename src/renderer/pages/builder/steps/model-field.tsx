import { useAnswer } from '../../../state/use-answer'
import { ComboField } from '../../../ui/combo-field'
import { describeModel } from '../../../ui/describe-model'

interface ModelFieldProps {
  /** Its name; null: not known yet. */
  connection: string | null
  defaultModel: string | undefined
  value: string
  onChange: (model: string) => void
}

/** The model, out of those that the connection offers or any other by its name. */
export function ModelField({ connection, defaultModel, value, onChange }: ModelFieldProps) {
  const { data } = useAnswer(connection === null ? null : `models of ${connection}`, async (client, signal) =>
    connection === null ? [] : client.connections.models({ name: connection }, { signal }),
  )
  const models = data ?? []
  const current = models.find((model) => model.id === (value === '' ? defaultModel : value))
  return (
    <ComboField
      label="Model"
      placeholder={defaultModel ?? 'default model'}
      help={current === undefined ? undefined : describeModel(current)}
      value={value}
      options={models.map((model) => ({ value: model.id, detail: describeModel(model) }))}
      onChange={onChange}
    />
  )
}
