import type { Command } from 'commander'
import type { ApiClient, ConnectionView } from '@shared/contract'
import type { Connection } from '@shared/model/connection'
import { PROVIDER_KINDS, type ProviderKind } from '@shared/model/provider-kinds'
import type { Host } from '../host'
import { printJson, printLines } from '../print'
import { printList } from '../print-list'
import { printableLine } from '../printable-text'
import { readSecret } from '../read-secret'
import { UsageError } from '../usage-error'

const COLUMNS = [
  { title: 'connection', isFlexible: true },
  { title: 'kind' },
  { title: 'goes to' },
  { title: 'key' },
]

const CONNECTION_ARGUMENT = 'the name of a connection; may be left out where only one takes a key'

const EXAMPLES = `
Examples:
  $ baton keys set openai            asks for the key, and does not show it
  $ pass show openai | baton keys set openai
  $ baton keys list

Keys are kept in the keychain of this computer, each for the address that it was
entered for and no other. They are never arguments: others could see those.`

export function addKeys(program: Command, host: Host): void {
  const keys = program
    .command('keys')
    .summary('set, remove and list the keys of connections')
    .description('Sets, removes and lists the keys of connections.')
    .helpCommand('help [command]', 'print the manual of a command')
    .addHelpText('after', EXAMPLES)

  keys
    .command('set')
    .summary('read a key from standard input')
    .description(
      'Reads a key from standard input and keeps it in the keychain. For a kind of provider, such as "openai", a connection is added if there is none.',
    )
    .argument('[connection]', CONNECTION_ARGUMENT)
    .allowExcessArguments()
    .action(async (name: string | undefined, _options: object, command: Command) => {
      if (command.args.length > 1) throw keyAsArgument()
      const line = await host.withApi((api) => setKey(api, name))
      printLines([line])
      host.exit(0)
    })

  keys
    .command('rm')
    .summary('remove a key')
    .description('Removes the key of a connection from the keychain.')
    .argument('[connection]', CONNECTION_ARGUMENT)
    .action(async (name: string | undefined) => {
      const line = await host.withApi((api) => removeKey(api, name))
      printLines([line])
      host.exit(0)
    })

  keys
    .command('list')
    .summary('list the connections and whether they have a key')
    .description('Lists the connections, where each goes, and whether it has a key. No key is read or shown.')
    .argument('[connection]', 'only this one')
    .option('--json', 'print a JSON array')
    .action(async (name: string | undefined, { json }: { json?: true }) => {
      const connections = await host.withApi((api) => listed(api, name))
      if (json) printJson(connections.map(summaryOf))
      else printList(COLUMNS, connections.map(rowOf))
      host.exit(0)
    })
}

/** Says nothing of what was given: it is a key, most likely. */
function keyAsArgument(): UsageError {
  return new UsageError('A key is never an argument: other programs could see it.', {
    remedy:
      'Leave it out: you are asked for it. One that was typed here is in the history of the shell; better make a new one.',
  })
}

async function setKey(api: ApiClient, wanted: string | undefined): Promise<string> {
  await checkKeychain(api)
  const { connections } = await api.connections.list()
  const known = wanted === undefined ? onlyOne(connections) : connections.find(({ name }) => name === wanted)
  const chosen = known ?? newConnection(connections, wanted ?? '')
  const key = await readSecret(`the key of "${printableLine(chosen.name)}"`)
  const { name, origin, updatedAt, isDefault } =
    known ?? (await api.connections.save({ connection: chosen, updatedAt: null }))
  const state = await api.connections.setKey({ name, updatedAt, key })
  if (state.storedIn !== 'keychain') {
    if (known === undefined) await api.connections.remove({ name, updatedAt: state.updatedAt })
    const before = known?.key.storedIn === 'keychain' ? ', and the one before serves no more' : ''
    await checkKeychain(api, `The key can't be kept${before}.`)
  }
  const ending = state.endsIn === undefined ? '' : ` (ends in ${state.endsIn})`
  const added = isDefault ? 'Added the connection, the default one. ' : 'Added the connection. '
  const first = known ? '' : added
  return `${first}The key of "${printableLine(name)}"${ending} is in the keychain, for ${origin} and no other address.`
}

async function removeKey(api: ApiClient, wanted: string | undefined): Promise<string> {
  const [found] = wanted === undefined ? [] : await listed(api, wanted)
  const { name, updatedAt, key, source } = found ?? onlyOne((await api.connections.list()).connections)
  if (source === 'stored' && !key.set) return `"${printableLine(name)}" has no key.`
  await api.connections.deleteKey({ name, updatedAt })
  return `Removed the key of "${printableLine(name)}".`
}

async function listed(api: ApiClient, wanted: string | undefined): Promise<ConnectionView[]> {
  const { connections } = await api.connections.list()
  const found = wanted === undefined ? connections : connections.filter(({ name }) => name === wanted)
  if (found.length === 0) throw noSuchConnection(connections, wanted ?? '')
  return found
}

/** A process that ends with the command would take the key with it. */
async function checkKeychain(api: ApiClient, message = "The key can't be kept."): Promise<void> {
  const { keychain } = await api.app.info()
  if (keychain?.available !== false) return
  throw new UsageError(message, { remedy: keychain.problem ?? '' })
}

/** For a kind of provider that has an address of its own and wants a key, a connection named like the kind. */
function newConnection(connections: ConnectionView[], wanted: string): Connection {
  const kind = PROVIDER_KINDS.find((each) => each === wanted)
  if (kind === undefined || WITHOUT_KEY.includes(kind)) throw noSuchConnection(connections, wanted)
  return { name: kind, kind }
}

const WITHOUT_KEY: ProviderKind[] = ['ollama', 'lmstudio', 'openai-compatible', 'demo']

function onlyOne(connections: ConnectionView[]): ConnectionView {
  const candidates = connections.filter(({ source, key }) => source === 'stored' && (key.needed || key.set))
  const [only] = candidates
  if (only !== undefined && candidates.length === 1) return only
  throw new UsageError('Which connection is meant?', {
    remedy: 'Give its name, or a kind of provider such as "openai".',
    choices: candidates.map(({ name }) => printableLine(name)),
  })
}

function noSuchConnection(connections: ConnectionView[], wanted: string): UsageError {
  return new UsageError(`There is no connection "${printableLine(wanted)}".`, {
    remedy: 'There are:',
    choices: connections.map(({ name }) => printableLine(name)),
  })
}

function rowOf({ name, kind, origin, key }: ConnectionView): string[] {
  const ending = key.endsIn === undefined ? '' : `, ends in ${key.endsIn}`
  const state = key.set
    ? `${PLACES[key.storedIn ?? 'session']}${ending}`
    : key.needed
      ? 'not set'
      : 'none needed'
  return [printableLine(name), kind, origin ?? '', state]
}

const PLACES = { keychain: 'set', session: 'set for this session', environment: 'set by the environment' }

function summaryOf({ name, kind, origin, source, key }: ConnectionView): object {
  return { name, kind, origin: origin ?? null, source, key }
}
