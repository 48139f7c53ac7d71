import type { ConnectionView } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { ErrorNotice } from '../error-notice'
import { toConfiguration } from './connections/connection-draft'
import { ConnectionModelField } from './connections/connection-model-field'
import { SettingsRow } from './settings-row'

/** The model that the default connection answers with. It belongs to the connection, and is kept there. */
export function DefaultModel({ connection, onSaved }: { connection: ConnectionView; onSaved: () => void }) {
  const { client } = useAppState().connection
  const save = useAction(async (model: string) => {
    const { defaultModel: _, ...configuration } = toConfiguration(connection)
    await client.connections.save({
      connection: { ...configuration, ...(model !== '' && { defaultModel: model }) },
      name: connection.name,
      updatedAt: connection.updatedAt,
    })
    onSaved()
  })
  const isStored = connection.source === 'stored'
  return (
    <>
      <SettingsRow
        title="Default model"
        text={
          isStored
            ? `For steps on “${connection.name}” that name none.`
            : `“${connection.name}” is ${connection.source === 'built-in' ? 'built in' : 'from the environment'}, and its model with it. Steps can name another one.`
        }
      >
        {isStored ? (
          <ConnectionModelField
            connection={connection}
            value={connection.defaultModel ?? ''}
            onChange={save.run}
          />
        ) : (
          <span>{connection.defaultModel ?? PROVIDER_FACTS[connection.kind].defaultModel ?? 'none'}</span>
        )}
      </SettingsRow>
      {save.error !== null && (
        <ErrorNotice error={save.error} title="The model was not changed." onRetry={onSaved} />
      )}
    </>
  )
}
