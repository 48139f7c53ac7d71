import type { ConnectionView } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { describeKey } from './describe-key'
import type { TestState } from './describe-test'
import { TestAnswer } from './test-answer'

/** A connection that can't be changed here, and why. */
export function ReadOnlyConnection({
  connection,
  testState,
}: {
  connection: ConnectionView
  testState: TestState | undefined
}) {
  const facts = PROVIDER_FACTS[connection.kind]
  const isBuiltIn = connection.source === 'built-in'
  const prefix = connection.name.toUpperCase()
  return (
    <div className="connection-editor connection-facts">
      <TestAnswer state={testState} />
      <p className="list-text">
        {isBuiltIn ? (
          'Built in, so that every workflow can be tried without a key: its answers are made up on this computer and cost nothing. It can’t be changed or removed.'
        ) : (
          <>
            Read-only here: it comes from <span className="file-name">{prefix}_API_KEY</span> and{' '}
            <span className="file-name">{prefix}_BASE_URL</span> in the environment that Baton was started in.
            Change them there and start Baton again.
          </>
        )}
      </p>
      <dl>
        <dt>Kind</dt>
        <dd>{facts.title}</dd>
        {!isBuiltIn && (
          <>
            <dt>Base URL</dt>
            <dd>{connection.baseUrl ?? facts.baseUrl}</dd>
            <dt>Key</dt>
            <dd>{describeKey(connection.key)}</dd>
          </>
        )}
        <dt>Default model</dt>
        <dd>{connection.defaultModel ?? facts.defaultModel ?? 'none'}</dd>
      </dl>
    </div>
  )
}
