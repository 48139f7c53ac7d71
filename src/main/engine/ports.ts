/**
 * What the engine needs from outside. Nothing here knows SQLite, HTTP or a provider's SDK; the store and the
 * model adapters implement these, and tests may give scripted ones.
 */
import type {
  Attempt,
  ConnectionReference,
  FinishReason,
  Message,
  Revision,
  Run,
  StepRun,
  TokenUsage,
} from '@shared/model/run'
import type { OutputFormat } from '@shared/model/step'
import type { KeptTrial } from '@shared/model/step-trial'

/** Who runs a run. Writes are refused once another owner has taken it over (a greater token). */
export interface Lease {
  runId: string
  /** Fencing token: grows by one with every change of owner. */
  token: number
}

/** What another process asked the owner of a run to do. */
export type OwnerRequest = 'pause' | 'stop'

/** Streamed text that is not an output yet, kept so that a killed process loses none of what had arrived. */
export interface PartialText {
  stepId: string
  attempt: number
  /** UTF-16 units from the start of the attempt. */
  offset: number
  text: string
}

/** A finished model output, as the step cache gives it. Truncated, human and reused texts are never in it. */
export interface CachedOutput {
  fingerprint: string
  text: string
}

/** One state change: everything that is written in one transaction. */
export interface RunChange {
  lease: Lease
  /** The run after the change. Its scalar fields are written only with `runChanged`. */
  run: Run
  runChanged: boolean
  /** The frozen steps, their order or the removed steps changed (rebase): write the definition again. */
  definitionChanged?: boolean
  /** Step runs that changed, as they are after the change. Their texts are in `revisions` and `partials`. */
  steps: StepRun[]
  /** Attempts that started or ended: inserted, or updated by step and number. */
  attempts: Attempt[]
  revisions: Revision[]
  /** Appended; a step's earlier partial text is dropped when its attempt number is lower, or with `dropPartials`. */
  partials: PartialText[]
  /** Ids of steps whose partial text is no longer needed. */
  dropPartials: string[]
}

/**
 * Keeps runs. All calls are synchronous and durable when they return.
 * Any call may throw BatonError `STORAGE_FULL` or `STORAGE_CORRUPT`; then nothing of the call was written.
 */
export interface RunStore {
  /** Writes a new run, with all its step runs, and takes its lease for this process. */
  createRun(run: Run): Lease
  /** With outputs and partial texts, `pausing` if its owner was asked to pause; undefined if there is none (a deleted one counts as none). */
  loadRun(runId: string): Run | undefined
  /** @throws BatonError `CONFLICT` naming the owner, if a living one has it. */
  acquireLease(runId: string): Lease
  /**
   * Says that this owner lives, and returns what it was asked to do under this lease, as often as it is called.
   * @throws BatonError `CONFLICT` if the lease was taken over.
   */
  heartbeat(lease: Lease): OwnerRequest | null
  releaseLease(lease: Lease): void
  /**
   * A number that differs whenever anything of the run was committed since, its owner died, or was asked to pause;
   * undefined for an unknown run. Cheap.
   */
  runVersion(runId: string): number | undefined
  /** The name of the workflow of the newest run that a living process has in progress; undefined if there is none. */
  runningWorkflow(): string | undefined
  /** Asks the living owner in another process to pause or stop; a run asked to pause is `pausing`. */
  requestOwner(runId: string, request: OwnerRequest): void
  /**
   * Writes a run that is `pausing` as asked to pause, for other processes to see.
   * @throws BatonError `CONFLICT` if the lease is no longer held; then nothing is written.
   */
  commitRun: (change: RunChange) => void
  /** Attempts of one step, oldest first. */
  attempts(runId: string, stepId: string): Attempt[]
  /** Revisions of one step with their texts, oldest first. */
  revisions(runId: string, stepId: string): Revision[]
  /**
   * The newest whole model output with this fingerprint, of any run but this one. The cache (`step_cache`) is filled
   * here, lazily, from the revisions that were committed since the last look, so that a commit does not pay for it.
   */
  cachedOutput(fingerprint: string, exceptRunId: string): CachedOutput | undefined
  /**
   * How long the answers to a workflow's step were, in tokens, newest first, at most 20: one for each run, its newest.
   * One that was continued counts as the whole that it became; one that stayed cut at the token limit doesn't count.
   */
  outputLengths(workflowId: string, stepId: string): number[]
}

/** One request. */
export interface ModelRequest {
  connection: ConnectionReference
  model: string
  /** Empty: none is sent. */
  systemPrompt: string
  messages: Message[]
  /** Absent: not sent. */
  temperature?: number
  maxTokens: number
  output: OutputFormat
}

export type ModelChunk =
  | { type: 'text'; text: string }
  /** A sign of life that is not part of the answer, with the reasoning's text where the provider sends it. */
  | { type: 'reasoning'; text?: string }
  /**
   * Of an answer that fails or is stopped after the provider had taken the request: what was sent is charged, with
   * the figures that had come, null without any. Comes last, before the error.
   */
  | { type: 'charged'; usage: TokenUsage | null }
  /** The provider's own terminal event. Always the last chunk of an iteration that ends without an error. */
  | {
      type: 'finish'
      finishReason: FinishReason
      /** Null when the provider sent none. */
      usage: TokenUsage | null
    }

/**
 * Sends one request and streams the answer. Never retries. Ends with exactly one `finish` chunk, or throws
 * `ModelFailure`; a stream that ends without the protocol's terminal event throws `stream_cut`. When `signal` is
 * aborted it throws the signal's reason, soon.
 */
export interface ModelPort {
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>
}

/** Why a step's connection can't serve: a sentence, and what to do. */
export interface ConnectionProblem {
  problem: string
  remedy: string
  code: 'unknown_connection' | 'key_missing' | 'no_model'
}

export interface ConnectionPort {
  /**
   * Decides the connection and the model of a step when a run is frozen, by the rules of "Which connection".
   * A missing key is a problem, never a reason to choose another connection.
   */
  resolve(
    provider: string | undefined,
    model: string | undefined,
  ): { connection: ConnectionReference; model: string } | ConnectionProblem
  /** True where the provider itself keeps an answer to the format, so that no instruction is needed. */
  enforcesFormat(connection: ConnectionReference, model: string, output: OutputFormat): boolean
  /** False for a model that refuses requests with a temperature; then none is sent. */
  takesTemperature(model: string): boolean
}

export interface PricePort {
  /** USD of one request; null where the model's price is not known. Local kinds and `demo` cost 0. */
  cost(kind: string, model: string, usage: TokenUsage): number | null
}

export interface TokenCounter {
  /** Tokens of a text, approximately; linear in its length. */
  count(text: string): number
}

/** The user's own limits of a connection: requests per minute, and at a time. */
export interface LimitPort {
  isLimited(connection: ConnectionReference): boolean
  /**
   * Waits for a turn, first come, first served, and takes it; the returned function gives it back. Rejects with the
   * signal's reason when it is aborted.
   * @param onWait told if the turn does not come at once, and again when more is known: when it is expected, in
   *   milliseconds since the epoch; null where that depends on when others end
   */
  acquire(
    connection: ConnectionReference,
    onWait: (until: number | null) => void,
    signal: AbortSignal,
  ): Promise<() => void>
}

/** What a request outside of a run spent. */
export interface TrialSpend {
  workflowName: string
  connection: ConnectionReference
  model: string
  tokenUsage: TokenUsage | null
  /** USD; null: unknown. */
  costEstimate: number | null
  startedAt: number
}

/**
 * Where trials leave what outlives them. Both calls are synchronous and durable when they return, and may throw
 * BatonError `STORAGE_FULL` or `STORAGE_CORRUPT`.
 */
export interface TrialRecords {
  /**
   * Puts on record what a trial has spent.
   * @param record what this answered before, for the same trial: its place is taken; null: there is none
   */
  recordSpend(spend: TrialSpend, record: number | null): number
  /** Keeps the newest trial of a step. @param key the workflow's id, or the name of one that was never saved */
  keep(key: string, trial: KeptTrial): void
}

export interface Clock {
  /** Wall clock, milliseconds since the epoch: for what is shown and stored. */
  now: () => number
  /** Monotonic, milliseconds: for durations and waits. */
  monotonic: () => number
  /** Resolves after `ms` on the monotonic clock; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export interface EnginePorts {
  store: RunStore
  models: ModelPort
  connections: ConnectionPort
  prices: PricePort
  tokens: TokenCounter
  limits: LimitPort
  clock: Clock
  /** At least 0, below 1. */
  random: () => number
  /** A new unique id, sortable by time. */
  newId: () => string
}
