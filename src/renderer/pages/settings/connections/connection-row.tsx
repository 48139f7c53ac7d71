import type { ConnectionView } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { Check, Ellipsis, PanelTopOpen, Trash2 } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button } from '../../../ui/button'
import { IconButton } from '../../../ui/icon-button'
import { Menu, MenuItem, MenuLine } from '../../../ui/menu'
import { StatusDot, type DotKind } from '../../../ui/status-dot'
import { useNow } from '../../../ui/use-now'
import { describeKey } from './describe-key'
import { describeTest, type TestState } from './describe-test'
import { useConnectionCommands } from './use-connection-commands'

interface ConnectionRowProps {
  connection: ConnectionView
  testState: TestState | undefined
  open: boolean
  onToggle: () => void
  onTest: () => void
  onMakeDefault: () => void
  /** Absent for what can't be removed. */
  onRemove: (() => void) | undefined
  /** Below the row while it is open. */
  children: ReactNode
}

/** One connection: what it is, whether it works, and what can be done with it. */
export function ConnectionRow(props: ConnectionRowProps) {
  const { connection, testState, open, onToggle, onTest, onMakeDefault, onRemove, children } = props
  const nameId = useId()
  const editorId = useId()
  const now = useNow(30_000)
  const isDemo = connection.kind === 'demo'
  const failed = isFailed(testState)
  const toggle = open ? 'Close' : connection.source === 'stored' ? 'Edit' : 'Details'
  useConnectionCommands({ ...props, toggle })
  return (
    <li className={open ? 'connection connection-open' : 'connection'} aria-labelledby={nameId}>
      <div className="connection-row">
        <StatusDot kind={isDemo && testState === undefined ? 'completed' : dotOf(testState)} />
        <div className="connection-words">
          <p className="truncated">
            <span id={nameId} className="connection-name">
              {connection.name}
            </span>
            {connection.isDefault && <span className="connection-default"> · default</span>}
            {connection.source === 'environment' && (
              <span className="connection-default"> · from the environment, read-only</span>
            )}
          </p>
          <p className="list-meta truncated">{describePlace(connection)}</p>
        </div>
        <div className="connection-state">
          <p className={failed ? 'list-meta connection-failed' : 'list-meta'} role="status">
            {isDemo && testState === undefined ? 'Always there' : describeTest(testState, now)}
          </p>
          <p className="list-meta">{describeKeyNeed(connection)}</p>
        </div>
        <div className="list-actions">
          {open ? null : (
            <Button
              size="small"
              aria-describedby={nameId}
              unavailable={testState?.phase === 'testing'}
              onClick={onTest}
            >
              Test connection
            </Button>
          )}
          <Button
            size="small"
            aria-describedby={nameId}
            aria-expanded={open}
            aria-controls={open ? editorId : undefined}
            onClick={onToggle}
          >
            {toggle}
          </Button>
          <Menu trigger={<IconButton size="small" icon={Ellipsis} label="More" aria-describedby={nameId} />}>
            {open && (
              <MenuItem icon={PanelTopOpen} onSelect={onTest}>
                Test connection
              </MenuItem>
            )}
            <MenuItem icon={Check} onSelect={onMakeDefault}>
              Make default
            </MenuItem>
            {onRemove !== undefined && (
              <>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={onRemove}>
                  Remove…
                </MenuItem>
              </>
            )}
          </Menu>
        </div>
      </div>
      {open && <div id={editorId}>{children}</div>}
    </li>
  )
}

/** `OpenAI · api.openai.com · gpt-6-sol`: what it is, where it goes, what answers. */
function describePlace({ name, kind, origin, defaultModel }: ConnectionView): string {
  if (kind === 'demo') return 'Built in · made-up answers for trying things out'
  const { title, defaultModel: own } = PROVIDER_FACTS[kind]
  return [
    title === name ? undefined : title,
    origin?.replace(/^https?:\/\//, '') ?? 'no address',
    defaultModel ?? own,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

function describeKeyNeed({ kind, key }: ConnectionView): string {
  if (kind === 'demo') return '$0'
  if (PROVIDER_FACTS[kind].local) return 'No key, $0'
  return !key.set && !key.needed ? 'Key not set, may not need one' : `Key ${describeKey(key)}`
}

function isFailed(state: TestState | undefined): boolean {
  return state?.phase === 'failed' || (state?.phase === 'answered' && !state.test.ok)
}

function dotOf(state: TestState | undefined): DotKind {
  if (state === undefined) return 'pending'
  if (state.phase === 'testing') return 'running'
  return isFailed(state) ? 'failed' : 'completed'
}
