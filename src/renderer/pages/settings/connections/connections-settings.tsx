import type { ConnectionView } from '@shared/contract'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useAppState } from '../../../state/app-state'
import { useAction } from '../../../state/use-action'
import { Button } from '../../../ui/button'
import { ConfirmDialog } from '../../../ui/confirm-dialog'
import '../../../ui/list.css'
import { Notice } from '../../../ui/notice'
import { Skeleton } from '../../../ui/skeleton'
import { ErrorNotice } from '../../error-notice'
import { SettingsHeading } from '../settings-heading'
import { AddConnection } from './add-connection'
import { ConnectionEditor } from './connection-editor'
import { ConnectionRow } from './connection-row'
import { FoundServers } from './found-servers'
import { LeftInKeychain } from './left-in-keychain'
import { ReadOnlyConnection } from './read-only-connection'
import type { ConnectionTests } from './use-connection-tests'
import { useConnections } from './use-connections'
import './connections-settings.css'

/** Where prompts are sent: the user's own connections, those of the environment, and servers on this computer. */
export function ConnectionsSettings({ tests }: { tests: ConnectionTests }) {
  const { settings, connection, toasts } = useAppState()
  const { list, found, info } = useConnections()
  const [asksForOne] = useSearchParams()
  const [adding, setAdding] = useState(asksForOne.get('add') === 'connection')
  /** The name whose row is open; both its names while the list does not know of the new one. */
  const [open, setOpen] = useState<readonly string[]>([])
  const [keyError, setKeyError] = useState<unknown>(null)
  const [left, setLeft] = useState<{ name: string; entry: string } | null>(null)
  const [asked, setAsked] = useState<ConnectionView | null>(null)
  const connections = list.data?.connections ?? []
  const keychain = info.data?.keychain
  const reload = (): void => {
    list.reload()
    found.reload()
    // That it takes no keys may show only when it is given one.
    info.reload()
    // The default connection may have come, gone or got another name.
    void settings.load()
  }
  const tellOfLeftover = (name: string, entry: string | undefined): void => {
    if (entry !== undefined) setLeft({ name, entry })
  }
  const remove = useAction(async ({ name, updatedAt }: ConnectionView) => {
    try {
      const { leftInKeychain } = await connection.client.connections.remove({ name, updatedAt })
      tests.forget(name)
      tellOfLeftover(name, leftInKeychain)
    } finally {
      reload()
    }
  })
  /** Shows what is wrong where it can be mended. */
  const test = async (name: string): Promise<void> => {
    const works = await tests.test(name)
    if (!works) setOpen([name])
  }
  const show = (name: string | null, error: unknown = null): void => {
    setKeyError(error)
    setOpen(name === null ? [] : [name])
    setAdding(false)
  }
  const added = ({ name, isDefault }: ConnectionView): void => {
    reload()
    if (isDefault)
      toasts.show({ message: `“${name}” is the default now: steps that name no connection use it.` })
  }
  const makeDefault = async (name: string): Promise<void> => {
    await settings.change({ defaultConnection: name })
    list.reload()
  }
  return (
    <section aria-label="Connections" data-focus-then=".settings-heading .button">
      <SettingsHeading
        title="Connections"
        action={
          <Button icon={Plus} aria-expanded={adding} onClick={() => setAdding(!adding)}>
            Add connection
          </Button>
        }
      >
        Where prompts are sent.{' '}
        {keychain?.available !== false &&
          'Keys live in this computer’s keychain, never in a file, a template or a log.'}
      </SettingsHeading>
      {keychain?.available === false && (
        <Notice tone="warn" title="Keys are kept until Baton ends: no keychain takes them.">
          {keychain.problem}
        </Notice>
      )}
      {left !== null && <LeftInKeychain {...left} onClose={() => setLeft(null)} />}
      {list.error !== null && (
        <ErrorNotice error={list.error} title="The connections could not be loaded." onRetry={reload} />
      )}
      {remove.error !== null && <ErrorNotice error={remove.error} title="The connection was not removed." />}
      {adding && (
        <AddConnection
          connections={connections}
          onCancel={() => setAdding(false)}
          onAdded={(one, error) => {
            added(one)
            show(one.name, error)
            // Whether it works is the next thing to know.
            if (error === null) void test(one.name)
          }}
        />
      )}
      {list.data === undefined && list.error === null && <Skeleton rows={4} height={54} />}
      {list.data !== undefined && !connections.some(({ isDefault }) => isDefault) && (
        <Notice tone="warn" title="No connection is the default.">
          Steps that name none can’t run until you make one the default, in the menu of its row.
        </Notice>
      )}
      {list.data !== undefined && (
        <ul
          className="list"
          aria-label="Connections"
          // A row of another name is another row.
          data-focus-then=".connection-open button[type=submit]"
        >
          {connections.map((one) => (
            <ConnectionRow
              key={one.name}
              connection={one}
              testState={tests.of(one.name)}
              open={open.includes(one.name)}
              onToggle={() => show(open.includes(one.name) ? null : one.name)}
              onTest={() => void test(one.name)}
              onMakeDefault={() => void makeDefault(one.name)}
              onRemove={one.source === 'stored' ? () => setAsked(one) : undefined}
            >
              {one.source === 'stored' ? (
                <ConnectionEditor
                  connection={one}
                  testState={tests.of(one.name)}
                  keyError={keyError}
                  onTest={(name) => void test(name)}
                  onSaved={(saved, leftInKeychain) => {
                    tellOfLeftover(saved.name, leftInKeychain)
                    tests.forget(one.name)
                    setOpen([one.name, saved.name])
                    reload()
                  }}
                  onReload={reload}
                  onRemove={() => setAsked(one)}
                />
              ) : (
                <ReadOnlyConnection connection={one} testState={tests.of(one.name)} />
              )}
            </ConnectionRow>
          ))}
        </ul>
      )}
      <FoundServers
        servers={found.data ?? []}
        connections={connections}
        onAdded={(one) => {
          added(one)
          void test(one.name)
        }}
      />
      {asked !== null && (
        <ConfirmDialog
          title={`Remove “${asked.name}”?`}
          action="Remove connection"
          onConfirm={() => remove.run(asked)}
          onClose={() => setAsked(null)}
        >
          {asked.key.set
            ? 'Its address, its limits and its key are lost for good.'
            : 'Its address and its limits are lost for good.'}{' '}
          Steps that name it can’t run until you give them another connection
          {asked.isDefault && ', and it is the default for those that name none'}. Runs keep their outputs and
          their costs.
        </ConfirmDialog>
      )}
    </section>
  )
}
