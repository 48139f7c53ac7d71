/** `npm run build`: quiet if it works, the bundler's whole output if not. */
import './require-node.mjs'
import { buildAnyway } from './build-output.mjs'

const failure = buildAnyway()
if (failure !== null) {
  process.stderr.write(failure)
  process.exitCode = 1
}
