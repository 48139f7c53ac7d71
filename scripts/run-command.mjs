import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/**
 * Runs a shell command with the project's own programs first on the path, as npm would. Resolves to its whole output
 * (empty if `show` lets it go to the terminal), whether it exited with 0, and how many seconds it took.
 */
export function runCommand(command, root, { show = false, environment = {} } = {}) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd: root,
      shell: true,
      env: { ...process.env, ...colours(), ...environment, PATH: path },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    }
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ ok: code === 0, output, seconds: ((performance.now() - started) / 1000).toFixed(1) })
    })
  })
}

/** None in a file or a pipe, unless somebody asks. */
function colours() {
  return process.stdout.isTTY || process.env.FORCE_COLOR ? {} : { NO_COLOR: '1' }
}
