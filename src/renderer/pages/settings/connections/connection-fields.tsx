import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import { NumberField } from '../../../ui/number-field'
import { TextField } from '../../../ui/text-field'
import type { ConnectionDraft, DraftProblems } from './connection-draft'

interface PartProps {
  draft: ConnectionDraft
  onChange: (changes: Partial<ConnectionDraft>) => void
}

interface PlaceFieldsProps extends PartProps {
  problems: DraftProblems
  /** What another address would mean. */
  addressHelp?: string | undefined
}

/** Most requests that a limit can allow: more is no limit. */
const MOST_REQUESTS = 1_000_000

/** What a connection is called and where it goes. */
export function PlaceFields({ draft, problems, addressHelp, onChange }: PlaceFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        value={draft.name}
        error={problems.name}
        maxLength={100}
        autoComplete="off"
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label="Base URL"
        value={draft.baseUrl}
        error={problems.baseUrl}
        {...(addressHelp !== undefined && { help: addressHelp })}
        placeholder={PROVIDER_FACTS[draft.kind].baseUrl ?? 'https://…/v1'}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        onChange={(baseUrl) => onChange({ baseUrl })}
      />
    </>
  )
}

/** How fast a connection may be asked. Runs wait for their turn, and say so. */
export function LimitFields({ draft, onChange }: PartProps) {
  return (
    <>
      <NumberField
        label="Requests per minute"
        value={draft.requestsPerMinute}
        placeholder="no limit"
        least={1}
        most={MOST_REQUESTS}
        whole
        onChange={(requestsPerMinute) => onChange({ requestsPerMinute })}
      />
      <NumberField
        label="At the same time"
        value={draft.requestsAtATime}
        placeholder="no limit"
        least={1}
        most={MOST_REQUESTS}
        whole
        onChange={(requestsAtATime) => onChange({ requestsAtATime })}
      />
    </>
  )
}
