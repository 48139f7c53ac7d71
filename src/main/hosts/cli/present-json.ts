import type { RunEvent, RunMessage } from '@shared/model/run-event'
import { demoNotice } from './describe-rest'
import { restLines } from './rest-lines'
import type { Presenter } from './presenter'

interface Output {
  out: (text: string) => void
  /** For people: what is no event. */
  err: (text: string) => void
}

/** One event per line for programs. A state is no event: it says again what the events have said. */
export function presentJson({ out, err }: Output): Presenter {
  let started = false
  return {
    show(messages: RunMessage[], run) {
      const notice = started ? null : demoNotice(run)
      started = true
      if (notice !== null) err(`${notice}\n`)
      const lines = messages.flatMap((message) =>
        message.type === 'state' ? [] : [`${eventLine(message)}\n`],
      )
      if (lines.length > 0) out(lines.join(''))
    },
    stopping: () => err('Stopping …\n'),
    end(run) {
      const lines = restLines(run)
      if (run.status !== 'completed' || lines.length > 1) err(`${lines.join('\n')}\n`)
    },
    close() {},
  }
}

/** What it is and of which run comes first, for whoever reads along. */
function eventLine({ type, runId, ...rest }: RunEvent): string {
  return JSON.stringify({ type, runId, ...rest })
}
