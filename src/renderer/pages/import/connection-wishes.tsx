import type { ConnectionNeed } from '@shared/contract'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { useAnswer } from '../../state/use-answer'
import { formatCount } from '../../ui/format-count'
import { SelectField } from '../../ui/select-field'
import { groupNeeds, type ProviderWish } from './group-needs'

interface ConnectionWishesProps {
  needs: readonly ConnectionNeed[]
  /** By provider: the connection that the user chose instead. */
  instead: ReadonlyMap<string, string>
  onInstead: (provider: string, connection: string | null) => void
}

/** Which connections and models a file wants, and which of the user's own will serve. */
export function ConnectionWishes({ needs, instead, onInstead }: ConnectionWishesProps) {
  const headingId = useId()
  const wishes = groupNeeds(needs)
  const lacking = wishes.some(({ provider, problem }) => provider !== null && problem !== null)
  const connections = useAnswer(lacking ? 'connections' : null, (client, signal) =>
    client.connections.list({}, { signal }),
  )
  const usable = (connections.data?.connections ?? [])
    .filter(({ key }) => key.set || !key.needed)
    .map(({ name }) => name)
  if (wishes.length === 0) return null
  return (
    <section aria-labelledby={headingId}>
      <header className="outline-head">
        <h3 id={headingId}>What it runs on</h3>
      </header>
      <ul className="wishes">
        {wishes.map((wish) => (
          <Wish
            key={wish.provider}
            wish={wish}
            usable={usable}
            instead={instead.get(wish.provider ?? '')}
            onInstead={onInstead}
          />
        ))}
      </ul>
    </section>
  )
}

interface WishProps {
  wish: ProviderWish
  usable: string[]
  instead: string | undefined
  onInstead: ConnectionWishesProps['onInstead']
}

const AS_IT_IS = ''

function Wish({ wish, usable, instead, onInstead }: WishProps) {
  const { provider, name, models, stepCount, servedBy, problem } = wish
  const served =
    servedBy ?? (instead === undefined ? null : `“${instead}” will serve, with its default model.`)
  const Icon = served === null ? TriangleAlert : CircleCheck
  return (
    <li data-served={served !== null || undefined}>
      <Icon aria-hidden="true" />
      <p>
        <b>{name}</b>
        {models.length > 0 && <span className="wish-models">{models.join(', ')}</span>}
        <span className="wish-count">{formatCount(stepCount, 'step')}</span>
      </p>
      <p className="wish-answer">{served ?? `${problem?.message ?? ''} ${problem?.remedy ?? ''}`} </p>
      {provider !== null && problem !== null && usable.length > 0 && (
        <SelectField
          label={`Instead of ${name}`}
          value={instead ?? AS_IT_IS}
          options={[
            { value: AS_IT_IS, name: 'Leave it as it is' },
            ...usable.map((connection) => ({ value: connection, name: `Use “${connection}”` })),
          ]}
          onChange={(connection) => onInstead(provider, connection === AS_IT_IS ? null : connection)}
        />
      )}
    </li>
  )
}
