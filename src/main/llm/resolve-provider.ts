import type { Dispatcher } from 'undici'
import { ModelFailure } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import type { AdapterOptions } from './adapter-options'
import { connectionBaseUrl } from './base-url'
import type { IdleLimits } from './idle-watchdog'
import { isOpenAI } from './own-address'
import { idleLimits, type Protocol, PROVIDER_PRESETS } from './provider-presets'
import type { StreamModel } from './stream-model'
import { unusableConnection } from './unusable-connection'

export interface ProviderSurroundings {
  demo: StreamModel
  /** Made when a request first needs the network. */
  dispatcher: () => Promise<Dispatcher>
  /** A connection's own limits; those that are absent are its kind's. */
  idle: (connection: ConfiguredConnection) => Partial<IdleLimits>
  now: () => number
}

/**
 * The one place where a configured connection becomes something that answers. A new provider is a line in
 * `provider-presets.ts`; a new protocol is an adapter and a line here.
 *
 * The adapters are loaded when they are first needed: each SDK takes 180 ms, which a demo run or a listing of runs
 * need not wait for.
 *
 * @param key undefined where none is kept for this connection and the origin of its base URL
 * @throws ModelFailure `bad_key` or `bad_request`, where the connection can't be used as it is
 */
export async function resolveProvider(
  connection: ConfiguredConnection,
  key: string | undefined,
  { demo, dispatcher, idle, now }: ProviderSurroundings,
): Promise<StreamModel> {
  const preset = PROVIDER_PRESETS[connection.kind]
  if (preset.protocol === 'demo') return demo
  const address = connectionBaseUrl(connection)
  if ('problem' in address) throw unusableConnection(address.problem)
  checkKey(connection.name, key, preset.needsKey)
  const options: AdapterOptions = {
    connection: connection.name,
    baseUrl: address.url,
    origin: address.origin,
    key,
    preset,
    idle: { ...idleLimits(connection.kind), ...idle(connection) },
    dispatcher: await dispatcher(),
    now,
  }
  switch (protocolFor(preset.protocol, address.origin)) {
    case 'openai-responses':
      return (await import('./openai-responses')).createOpenAIResponses(options)
    case 'anthropic':
      return (await import('./anthropic')).createAnthropic(options)
    case 'openai-chat':
      return (await import('./openai-chat')).createOpenAIChat(options)
  }
}

/**
 * OpenAI itself is asked through Responses: some of its models (`-pro`, codex) answer nowhere else, reasoning tokens
 * and refusals are told apart, and its end is an explicit event. At any other address than OpenAI's own, regional
 * ones included, a connection of kind `openai` speaks Chat Completions: a gateway, proxy or mock there has that for
 * certain, and Responses perhaps.
 */
function protocolFor(protocol: Exclude<Protocol, 'demo'>, origin: string): Exclude<Protocol, 'demo'> {
  if (protocol !== 'openai-responses') return protocol
  return isOpenAI(origin) ? protocol : 'openai-chat'
}

/** A key goes into a header: characters that can't stand there would end up in an error message instead. */
function checkKey(name: string, key: string | undefined, needed: boolean): void {
  if (key === undefined && needed) {
    throw new ModelFailure({
      code: 'bad_key',
      message: `The connection "${name}" has no API key for the address it goes to.`,
      remedy: 'Enter its API key under Connections, and retry the step.',
      retryable: false,
    })
  }
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    throw new ModelFailure({
      code: 'bad_key',
      message: `The API key of the connection "${name}" holds spaces or characters that no key has.`,
      remedy: 'Enter the key again; it may have been copied with something around it.',
      retryable: false,
    })
  }
}
