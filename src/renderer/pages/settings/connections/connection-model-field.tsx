import type { ConnectionView } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { useState } from 'react'
import { useAnswer } from '../../../state/use-answer'
import { Button } from '../../../ui/button'
import { ComboField } from '../../../ui/combo-field'
import { describeModel } from '../../../ui/describe-model'
import { formatCount } from '../../../ui/format-count'

interface ConnectionModelFieldProps {
  connection: ConnectionView
  value: string
  /** When the connection was tested, which brings the list up to date. */
  testedAt?: number | undefined
  onChange: (model: string) => void
}

/** The default model, out of those that the server offers or any other by its name. */
export function ConnectionModelField({
  connection,
  value,
  testedAt = 0,
  onChange,
}: ConnectionModelFieldProps) {
  const { name, kind, updatedAt } = connection
  const [asked, setAsked] = useState(0)
  // Without a key nothing is offered, and the core says so by an error that the field need not repeat.
  const models = useAnswer(`models of ${name} ${updatedAt} ${testedAt} ${asked}`, (client, signal) =>
    client.connections.models({ name, refresh: asked > 0 }, { signal }),
  )
  const offered = models.error === null ? (models.data ?? []) : []
  const own = PROVIDER_FACTS[kind].defaultModel
  const current = offered.find(({ id }) => id === (value === '' ? own : value))
  return (
    <div className="model-choice">
      <ComboField
        label="Default model"
        placeholder={own ?? 'none; steps name one'}
        help={current === undefined ? undefined : describeModel(current)}
        value={value}
        options={offered.map((model) => ({ value: model.id, detail: describeModel(model) }))}
        onChange={onChange}
      />
      <p className="model-count">
        <span role="status">
          {models.loading && asked > 0 ? 'Asking…' : formatCount(offered.length, 'model')}
        </span>
        <Button size="small" look="ghost" onClick={() => setAsked(asked + 1)}>
          Refresh models
        </Button>
      </p>
    </div>
  )
}
