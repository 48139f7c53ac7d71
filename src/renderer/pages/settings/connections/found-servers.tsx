import type { ConnectionView, LocalServer } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { Plus } from 'lucide-react'
import { useAppState } from '../../../state/app-state'
import { useAction } from '../../../state/use-action'
import { formatCount } from '../../../ui/format-count'
import { StatusDot } from '../../../ui/status-dot'
import { ErrorNotice } from '../../error-notice'
import { OfferedButton } from '../../offered-button'
import { freeName } from './connection-draft'

interface FoundServersProps {
  servers: readonly LocalServer[]
  connections: readonly ConnectionView[]
  onAdded: (connection: ConnectionView) => void
}

/** Servers that answer on this computer. Nothing is added but what the user adds. */
export function FoundServers({ servers, connections, onAdded }: FoundServersProps) {
  const { client } = useAppState().connection
  const add = useAction(async ({ kind, baseUrl }: LocalServer) => {
    const { title, baseUrl: usual } = PROVIDER_FACTS[kind]
    const name = freeName(title, connections)
    const connection = { name, kind, ...(baseUrl !== usual && { baseUrl }) }
    onAdded(await client.connections.save({ connection, updatedAt: null }))
  })
  if (servers.length === 0 && add.error === null) return null
  return (
    <section aria-labelledby="found-servers">
      <h3 id="found-servers" className="page-section">
        Found on this computer
      </h3>
      {add.error !== null && <ErrorNotice error={add.error} title="The server was not added." />}
      <ul className="list" aria-labelledby="found-servers">
        {servers.map((server) => {
          const { title } = PROVIDER_FACTS[server.kind]
          return (
            <li key={server.baseUrl} className="connection" aria-label={title}>
              <div className="connection-row">
                <StatusDot kind="pending" />
                <div className="connection-words">
                  <p className="connection-name">{title}</p>
                  <p className="list-meta truncated">
                    {URL.parse(server.baseUrl)?.host} · {formatCount(server.modelCount, 'model')}
                  </p>
                </div>
                <div className="connection-state">
                  <p className="list-meta">Answers in {server.latencyMs} ms</p>
                  <p className="list-meta">No key, $0</p>
                </div>
                <div className="list-actions">
                  <OfferedButton
                    under="On this page"
                    offer={`Add ${title}`}
                    size="small"
                    icon={Plus}
                    aria-label={`Add ${title}`}
                    unavailable={add.busy}
                    onClick={() => add.run(server)}
                  >
                    Add
                  </OfferedButton>
                </div>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
