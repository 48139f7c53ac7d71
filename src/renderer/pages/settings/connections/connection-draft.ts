import type { ApiInputs, ConnectionView } from '@shared/contract'
import { PROVIDER_FACTS, type ProviderKind } from '@shared/model/provider-kinds'

/** What is sent to be stored. */
export type Configuration = ApiInputs['connections']['save']['connection']

/** A connection as it stands in the form. */
export interface ConnectionDraft {
  name: string
  kind: ProviderKind
  /** Blank: the kind's own. */
  baseUrl: string
  defaultModel: string
  requestsPerMinute: number | undefined
  requestsAtATime: number | undefined
}

export interface DraftProblems {
  name?: string
  baseUrl?: string
}

/** What of a connection is stored; the view says more about it. */
export function toConfiguration(connection: ConnectionView): Configuration {
  return fromDraft(toDraft(connection))
}

export function toDraft(connection: ConnectionView): ConnectionDraft {
  const { name, kind, baseUrl = '', defaultModel = '', requestsPerMinute, requestsAtATime } = connection
  return { name, kind, baseUrl, defaultModel, requestsPerMinute, requestsAtATime }
}

/** What is blank is left out: the kind's own then holds, or no limit. */
export function fromDraft(draft: ConnectionDraft): Configuration {
  const baseUrl = draft.baseUrl.trim()
  const defaultModel = draft.defaultModel.trim()
  const { requestsPerMinute, requestsAtATime } = draft
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    ...(baseUrl !== '' && { baseUrl }),
    ...(defaultModel !== '' && { defaultModel }),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(requestsAtATime !== undefined && { requestsAtATime }),
  }
}

export function sameDraft(a: ConnectionDraft, b: ConnectionDraft): boolean {
  return JSON.stringify(fromDraft(a)) === JSON.stringify(fromDraft(b))
}

/** What can be said without asking the core. */
export function findProblems(draft: ConnectionDraft): DraftProblems {
  const url = draft.baseUrl.trim()
  return {
    ...(draft.name.trim() === '' && { name: 'A connection needs a name.' }),
    ...(url === '' &&
      PROVIDER_FACTS[draft.kind].baseUrl === undefined && {
        baseUrl: 'The address of the server, such as http://127.0.0.1:8080/v1.',
      }),
    ...(url !== '' &&
      !isWebAddress(url) && { baseUrl: 'An http or https address, such as https://host/v1.' }),
  }
}

/** Where the key would go; undefined for an address that is none. */
export function originOf({ kind, baseUrl }: ConnectionDraft): string | undefined {
  const url = URL.parse(baseUrl.trim() === '' ? (PROVIDER_FACTS[kind].baseUrl ?? '') : baseUrl.trim())
  return url?.origin
}

/** A name like the wanted one that no connection has: `OpenAI`, `OpenAI 2`. */
export function freeName(wanted: string, connections: readonly { name: string }[]): string {
  const taken = new Set(connections.map(({ name }) => name.toLowerCase()))
  let name = wanted
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted} ${number}`
  return name
}

function isWebAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol
  return protocol === 'http:' || protocol === 'https:'
}
