import type { ModelInfo } from '@shared/contract'
import { useAnswer } from '../../../state/use-answer'
import { ComboField } from '../../../ui/combo-field'

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
      placeholder={defaultModel ?? 'the connection’s default'}
      help={current === undefined ? undefined : describeModel(current)}
      value={value}
      options={models.map((model) => ({ value: model.id, detail: describeModel(model) }))}
      onChange={onChange}
    />
  )
}

/** "$3 / $15 per 1M · 200k". */
function describeModel({ price, contextTokens }: ModelInfo): string {
  const cost =
    price === null
      ? 'price unknown'
      : price.inputPerMillion === 0 && price.outputPerMillion === 0
        ? 'no cost'
        : `${dollars(price.inputPerMillion)} / ${dollars(price.outputPerMillion)} per 1M`
  return contextTokens === null ? cost : `${cost} · ${size(contextTokens)}`
}

function dollars(usd: number): string {
  return `$${usd.toLocaleString('en', { maximumFractionDigits: 3 })}`
}

function size(tokens: number): string {
  if (tokens >= 1_000_000)
    return `${(tokens / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })}M`
  return `${Math.round(tokens / 1_000)}k`
}
