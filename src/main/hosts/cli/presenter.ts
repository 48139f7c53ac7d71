import type { RunMessage } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'

/** Shows a run while it happens. One for each form of output. */
export interface Presenter {
  /** What happened, and the run as it is after it. */
  show(messages: RunMessage[], run: Run): void
  /** The run was asked to stop and has not ended yet. */
  stopping(): void
  /** The run rests. */
  end(run: Run): void
  /** Leaves the terminal in order, whatever happened. */
  close(): void
}

/** Which form the user asked for. In neither: for people. */
export interface OutputOptions {
  json?: boolean
  quiet?: boolean
}
