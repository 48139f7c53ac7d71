import { demoNotice, lastOutput } from './describe-rest'
import type { Presenter } from './presenter'
import { restLines } from './rest-lines'

interface Output {
  out: (text: string) => void
  err: (text: string) => void
}

/** Only the last step's output, when there is one. What keeps it from coming goes to standard error. */
export function presentQuiet({ out, err }: Output): Presenter {
  return {
    show() {},
    stopping: () => err('Stopping …\n'),
    end(run) {
      const notice = demoNotice(run)
      if (notice !== null) err(`${notice}\n`)
      const output = run.status === 'completed' ? lastOutput(run) : null
      if (output !== null) out(`${output.text}\n`)
      const lines = restLines(run)
      if (run.status !== 'completed' || lines.length > 1) err(`${lines.join('\n')}\n`)
    },
    close() {},
  }
}
