/**
 * The rooms of the house and who may import whom: docs/architecture.md tells it, this table enforces it.
 * Type imports count. Tests may import anything; nothing imports tests. `npm run layers` runs the check, and
 * test/house/layers.test.ts proves on a broken fixture that it can fail.
 */
const shared = ['model', 'prompt', 'contract', 'errors', 'commands']
const core = ['engine', 'ports', 'store', 'llm', 'secrets', 'api']

/** Every file under src is in exactly one room. A room may import itself and the rooms named in `may`. */
const rooms = {
  model: { files: '^src/shared/model/', may: ['errors'] },
  prompt: { files: '^src/shared/prompt/', may: ['model', 'errors'] },
  contract: { files: '^src/shared/contract/', may: ['model', 'errors'] },
  errors: { files: '^src/shared/errors[.]ts$', may: [] },
  commands: { files: '^src/shared/commands[.]ts$', may: [] },

  ports: { files: '^src/main/engine/ports[.]ts$', may: shared },
  engine: { files: '^src/main/engine/(?!ports[.]ts$)', may: [...shared, 'ports'] },
  store: { files: '^src/main/store/', may: [...shared, 'ports'] },
  llm: { files: '^src/main/llm/', may: [...shared, 'ports'] },
  secrets: { files: '^src/main/secrets/', may: shared },
  api: { files: '^src/main/api/', may: [...shared, ...core] },
  app: { files: '^src/main/(app|data-folder)[.]ts$', may: [...shared, ...core] },
  'host-shared': { files: '^src/main/hosts/shared/', may: [...shared, 'app'] },
  'host-electron': { files: '^src/main/hosts/electron/', may: [...shared, 'app', 'host-shared'] },
  'host-browser': { files: '^src/main/hosts/browser/', may: [...shared, 'app', 'host-shared'] },
  // `baton serve` is browser mode.
  'host-cli': { files: '^src/main/hosts/cli/', may: [...shared, 'app', 'host-browser'] },

  preload: { files: '^src/preload/', may: [] },
  // Presentational components: they get everything by props and know neither the client nor the state.
  'renderer-ui': { files: '^src/renderer/(src/)?ui/', may: shared },
  renderer: { files: '^src/renderer/(?!(src/)?ui/)', may: [...shared, 'renderer-ui'] },
}

/** Packages that belong to one room or two. Others are free. */
const packages = {
  'better-sqlite3': ['store'],
  'drizzle-orm': ['store'],
  openai: ['llm'],
  '@anthropic-ai/sdk': ['llm'],
  undici: ['llm'],
  electron: ['host-electron', 'preload'],
}

/** Rooms that run in a browser too, or in a sandbox: no Node there. */
const roomsWithoutNode = [...shared, 'preload', 'renderer-ui', 'renderer']

/** Rooms that work with no Electron installed, however long the chain of imports. */
const roomsWithoutElectron = [...shared, ...core, 'app', 'host-shared', 'host-browser', 'host-cli']

const tests = ['[.]test[.]tsx?$', '^test/']
const filesOf = (names) => names.map((name) => rooms[name].files)
const inPackage = (name) => [`(^|/)node_modules/(@types/)?${name}/`, `^${name}(/|$)`]
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const roomRules = Object.entries(rooms).map(([name, { files, may }]) =>
  forbid(
    `room-${name}`,
    `${name} may import ${may.join(', ') || 'no other room'}`,
    { path: files, pathNot: tests },
    { path: '^src/', pathNot: [files, ...filesOf(may), ...tests] },
  ),
)

const packageRules = Object.entries(packages).map(([name, owners]) =>
  forbid(
    `package-${name}`,
    `only ${owners.join(' and ')} may import ${name}`,
    { path: '^src/', pathNot: [...filesOf(owners), ...tests] },
    { path: inPackage(name) },
  ),
)

const everyRoom = filesOf(Object.keys(rooms))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...packageRules,
    forbid(
      'outside-any-room',
      'put the file into a room of the table, or give the table a new room',
      { path: '^src/', pathNot: [...everyRoom, ...tests] },
      {},
    ),
    forbid(
      'into-no-room',
      'the imported file is in no room of the table',
      {},
      { path: '^src/', pathNot: [...everyRoom, ...tests] },
    ),
    forbid(
      'no-node',
      'this room also runs where there is no Node',
      { path: filesOf(roomsWithoutNode), pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'no-electron-transitively',
      'the core, browser mode and the command line work with no Electron',
      { path: filesOf(roomsWithoutElectron), pathNot: tests },
      { path: inPackage('electron'), reachable: true },
    ),
    forbid(
      'no-main-from-renderer',
      'the renderer reaches main through the contract only, however long the chain of imports',
      { path: '^src/renderer/', pathNot: tests },
      { path: '^src/main/', reachable: true },
    ),
    forbid('no-test-code', 'source never imports tests', { path: '^src/', pathNot: tests }, { path: tests }),
    forbid('no-cycles', 'no import may lead back to itself', {}, { circular: true }),
    forbid(
      'no-unresolved',
      'an import that leads nowhere would hide from every other rule',
      {},
      // Electron itself gives `electron/main` and the like a meaning; nothing on disk does.
      { couldNotResolve: true, pathNot: ['^virtual:', '^electron/'] },
    ),
  ],
  options: {
    // TypeScript 7 has no JS API, so the default parser would see no modules at all. This one always counts type
    // imports; `tsPreCompilationDeps` would only add a warning that there is no TypeScript to read them with.
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.node.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^out/', '^test/fixtures/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
}
