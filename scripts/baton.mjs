/**
 * `npm run -s baton -- ARGS`: the command line from a checkout, built first if it must be. It runs in this process,
 * so that signals, standard input, the terminal and the exit code are its own.
 */
import './require-node.mjs'
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { commandLine, ensureBuilt } from './build-output.mjs'

const failure = ensureBuilt(() => process.stderr.write('Building Baton …\n'))
if (failure !== null) {
  process.stderr.write(`${failure}\nThe build failed, so Baton did not start.\n`)
  process.exit(1)
}

// npm starts scripts in the project's folder; file names given by the user mean the folder they stand in.
const { npm_lifecycle_event: npmScript, INIT_CWD: folderOfTheUser } = process.env
if (npmScript === 'baton' && folderOfTheUser) process.chdir(folderOfTheUser)

module.enableCompileCache(join(import.meta.dirname, '../.cache/compiled'))
process.argv[1] = commandLine
await import(pathToFileURL(commandLine).href)
