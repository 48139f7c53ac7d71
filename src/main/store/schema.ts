import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { PauseReason, RevisionSource, RunStatus, StepStatus } from '@shared/model/run'
import type { ProviderKind } from '@shared/model/provider-kinds'
import type { JsonValue } from '@shared/model/json'
import type { OutputFormat, StepType } from '@shared/model/step'
import type { InputDescription, WorkflowSettings } from '@shared/model/workflow'

/*
 * Every table but the full-text index (`search_index`, an FTS5 table made by a hand-written migration) and
 * `migrations` (made by the migration runner). All times are milliseconds since the epoch.
 *
 * Ending one step and starting the next is one small commit, and these tables are cut for it: rows that change
 * (`step_runs`, `attempts`) are short, because SQLite writes a changed row anew with all its pages; long texts
 * stand in rows that never change (`run_definitions`, `attempt_requests`, `revisions`).
 */

/** Absent columns stay absent when a workflow is exported; none has a default here. */
export const workflows = sqliteTable(
  'workflows',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    description: text('description'),
    yoloMode: integer('yolo_mode', { mode: 'boolean' }),
    concurrency: integer('concurrency'),
    budgetUsd: real('budget_usd'),
    reuse: integer('reuse', { mode: 'boolean' }),
    input: text('input', { mode: 'json' }).$type<InputDescription>(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
  },
  (table) => [
    index('workflows_by_update')
      .on(table.updatedAt, table.id)
      .where(sql`deleted_at IS NULL`),
    index('workflows_by_name').on(table.name),
    index('workflows_deleted')
      .on(table.deletedAt)
      .where(sql`deleted_at IS NOT NULL`),
  ],
)

export const workflowSteps = sqliteTable(
  'workflow_steps',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    position: integer('position').notNull(),
    label: text('label').notNull(),
    stepType: text('step_type').$type<StepType>().notNull(),
    provider: text('provider'),
    model: text('model'),
    temperature: real('temperature'),
    maxTokens: integer('max_tokens'),
    maxRetries: integer('max_retries'),
    enabled: integer('enabled', { mode: 'boolean' }),
    output: text('output', { mode: 'json' }).$type<OutputFormat>(),
    config: text('config', { mode: 'json' }).$type<Record<string, JsonValue>>(),
    systemPrompt: text('system_prompt'),
    prompt: text('prompt').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workflowId, table.id] }),
    // Covers what a list of workflows shows, so that it reads no prompts.
    index('workflow_steps_by_position').on(table.workflowId, table.position, table.label),
  ],
)

/** A purged run keeps its row, without texts, because what was spent hangs on it. */
export const runs = sqliteTable(
  'runs',
  {
    id: text('id').primaryKey(),
    /** No foreign key: runs outlive their workflow. */
    workflowId: text('workflow_id'),
    workflowName: text('workflow_name').notNull(),
    sourcePath: text('source_path'),
    /** The start of the input in one line, for lists; NULL without an input. */
    inputPreview: text('input_preview'),
    /** Never `interrupted`. */
    status: text('status').$type<RunStatus>().notNull(),
    pauseReason: text('pause_reason').$type<PauseReason>(),
    yoloMode: integer('yolo_mode', { mode: 'boolean' }).notNull(),
    concurrency: integer('concurrency').notNull(),
    budgetUsd: real('budget_usd'),
    reuse: integer('reuse', { mode: 'boolean' }).notNull(),
    /** As of the last change of this row; `step_runs` may know a later one. */
    seq: integer('seq').notNull(),
    createdAt: integer('created_at').notNull(),
    /** As of the last change of this row; `step_runs` may know a later one. */
    updatedAt: integer('updated_at').notNull(),
    finishedAt: integer('finished_at'),
    /** Number of the commit that wrote this row, in its run; rows of its steps may have a later one. */
    version: integer('version').notNull(),
    deletedAt: integer('deleted_at'),
    purgedAt: integer('purged_at'),
  },
  (table) => [
    index('runs_by_creation')
      .on(table.createdAt, table.id)
      .where(sql`deleted_at IS NULL`),
    index('runs_by_status')
      .on(table.status, table.createdAt, table.id)
      .where(sql`deleted_at IS NULL`),
    index('runs_by_workflow')
      .on(table.workflowId, table.createdAt, table.id)
      .where(sql`deleted_at IS NULL`),
    index('runs_by_workflow_and_status')
      .on(table.workflowId, table.status, table.createdAt, table.id)
      .where(sql`deleted_at IS NULL`),
    // For sums over a span of time: nothing was spent in a run after this, unless it is still running.
    index('runs_by_update').on(table.updatedAt),
    index('runs_deleted')
      .on(table.deletedAt)
      .where(sql`deleted_at IS NOT NULL AND purged_at IS NULL`),
  ],
)

/** What a run froze when it started. Long, and written again only by a rebase. */
export const runDefinitions = sqliteTable('run_definitions', {
  runId: text('run_id')
    .primaryKey()
    .references(() => runs.id),
  /** JSON; NULL is a run without input, the text `null` is an input that is null. */
  input: text('input'),
  /** JSON of the InputDescription. */
  inputDescription: text('input_description'),
  /** JSON array of the FrozenSteps in the workflow's order. */
  steps: text('steps').notNull(),
  /** The same for steps that a rebase removed. */
  removedSteps: text('removed_steps').notNull(),
  /** JSON of the RunEstimate; NULL: none was made, or a rebase has changed what it was made for. */
  estimate: text('estimate'),
})

/** What is known of tokens, in the same columns wherever they are counted. All NULL: no figures. */
const usageColumns = () => ({
  inputTokens: integer('input_tokens'),
  outputTokens: integer('output_tokens'),
  cachedInputTokens: integer('cached_input_tokens'),
  cacheWriteTokens: integer('cache_write_tokens'),
  reasoningTokens: integer('reasoning_tokens'),
  tokensEstimated: integer('tokens_estimated'),
})

/** Only the state of a step: its settings are in `run_definitions`, its texts in `revisions`. */
export const stepRuns = sqliteTable(
  'step_runs',
  {
    id: integer('id').primaryKey(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id),
    stepId: text('step_id').notNull(),
    /** From 1; NULL for a step that a rebase removed. */
    position: integer('position'),
    label: text('label').notNull(),
    status: text('status').$type<StepStatus>().notNull(),
    revision: integer('revision'),
    /** Row of the newest revision. */
    revisionId: integer('revision_id'),
    fingerprint: text('fingerprint'),
    fingerprintVersion: integer('fingerprint_version'),
    attempts: integer('attempts').notNull(),
    rerun: text('rerun').$type<'always' | 'if-stale'>(),
    until: integer('until'),
    stale: integer('stale', { mode: 'boolean' }).notNull(),
    staleBecause: text('stale_because'),
    truncated: integer('truncated', { mode: 'boolean' }).notNull(),
    reused: integer('reused', { mode: 'boolean' }).notNull(),
    ...usageColumns(),
    /** USD; NULL: unknown. */
    costEstimate: real('cost_estimate'),
    durationMs: integer('duration_ms'),
    startedAt: integer('started_at'),
    finishedAt: integer('finished_at'),
    seq: integer('seq').notNull(),
    /** The run's as of the commit that wrote this row, so that a commit need not write `runs`. */
    runSeq: integer('run_seq').notNull(),
    runUpdatedAt: integer('run_updated_at').notNull(),
    runVersion: integer('run_version').notNull(),
    /** JSON of the StepError. */
    error: text('error'),
    /** JSON of the Feedback. */
    feedback: text('feedback'),
  },
  (table) => [
    uniqueIndex('step_runs_by_run').on(table.runId, table.stepId),
    index('step_runs_by_step').on(table.stepId),
  ],
)

/** Kept for ever: what was spent is counted from here. */
export const attempts = sqliteTable('attempts', {
  /** Made of the step run and the number (`attempt-row.ts`), so that a commit has no index to write. */
  id: integer('id').primaryKey(),
  stepRunId: integer('step_run_id')
    .notNull()
    .references(() => stepRuns.id),
  number: integer('number').notNull(),
  connectionName: text('connection_name').notNull(),
  connectionKind: text('connection_kind').notNull(),
  model: text('model').notNull(),
  outcome: text('outcome').notNull(),
  finishReason: text('finish_reason'),
  finishReasonRaw: text('finish_reason_raw'),
  ...usageColumns(),
  /** USD; NULL: unknown. */
  costEstimate: real('cost_estimate'),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  /** JSON of the StepError. */
  error: text('error'),
})

/** Requests outside of a run: only what they cost. */
export const trials = sqliteTable(
  'trials',
  {
    id: integer('id').primaryKey(),
    workflowName: text('workflow_name').notNull(),
    connectionName: text('connection_name').notNull(),
    connectionKind: text('connection_kind').notNull(),
    model: text('model').notNull(),
    ...usageColumns(),
    costEstimate: real('cost_estimate'),
    startedAt: integer('started_at').notNull(),
  },
  (table) => [index('trials_by_start').on(table.startedAt)],
)

/** What an attempt sent. Apart from `attempts`, which changes when the attempt ends. */
export const attemptRequests = sqliteTable('attempt_requests', {
  attemptId: integer('attempt_id')
    .primaryKey()
    .references(() => attempts.id),
  systemPrompt: text('system_prompt').notNull(),
  /** JSON array of the Messages. */
  messages: text('messages').notNull(),
})

/**
 * The only owner of output texts. Append-only until its run is purged. A step run points to its newest revision, and
 * each to the one before, so that a commit has no index to write; ids grow with time.
 */
export const revisions = sqliteTable('revisions', {
  id: integer('id').primaryKey(),
  stepRunId: integer('step_run_id')
    .notNull()
    .references(() => stepRuns.id),
  previousId: integer('previous_id'),
  number: integer('number').notNull(),
  source: text('source').$type<RevisionSource>().notNull(),
  fingerprint: text('fingerprint').notNull(),
  fingerprintVersion: integer('fingerprint_version').notNull(),
  attempt: integer('attempt'),
  truncated: integer('truncated', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
  /** See `checksum.ts`. */
  checksum: integer('checksum').notNull(),
  text: text('text').notNull(),
})

/** Streamed text in the order of arrival; joined when a run is loaded, dropped when the step has its output. */
export const partialTexts = sqliteTable(
  'partial_texts',
  {
    id: integer('id').primaryKey(),
    stepRunId: integer('step_run_id')
      .notNull()
      .references(() => stepRuns.id),
    attempt: integer('attempt').notNull(),
    /** UTF-16 units from the start of the attempt. */
    offset: integer('offset').notNull(),
    /** See `step_runs.run_version`. */
    runVersion: integer('run_version').notNull(),
    text: text('text').notNull(),
  },
  (table) => [index('partial_texts_by_step_run').on(table.stepRunId)],
)

/** Who runs a run. A heartbeat changes this row and no other. */
export const runLeases = sqliteTable('run_leases', {
  runId: text('run_id')
    .primaryKey()
    .references(() => runs.id),
  /** The fencing token. */
  token: integer('token').notNull(),
  released: integer('released', { mode: 'boolean' }).notNull(),
  host: text('host').notNull(),
  /** NULL where the system has none. */
  bootId: text('boot_id'),
  pid: integer('pid').notNull(),
  /** In the system's own unit; NULL where it can't be had. */
  processStart: text('process_start'),
  heartbeatAt: integer('heartbeat_at').notNull(),
  /** What another process asked the owner to do. */
  request: text('request').$type<'pause' | 'stop'>(),
})

/** Whole outputs of models by what they were made from, found when a run first asks to reuse them. */
export const stepCache = sqliteTable(
  'step_cache',
  {
    /** Where the text is. The entry goes when the run is purged. */
    revisionId: integer('revision_id')
      .primaryKey()
      .references(() => revisions.id, { onDelete: 'cascade' }),
    fingerprint: text('fingerprint').notNull(),
  },
  (table) => [index('step_cache_by_fingerprint').on(table.fingerprint)],
)

/** The user's own templates. */
export const templates = sqliteTable(
  'templates',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    document: text('document', { mode: 'json' }).$type<WorkflowSettings>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    deletedAt: integer('deleted_at'),
  },
  (table) => [
    index('templates_by_update')
      .on(table.updatedAt, table.id)
      .where(sql`deleted_at IS NULL`),
    index('templates_by_name').on(table.name),
  ],
)

/** Never a key: those are in the keychain. */
export const connections = sqliteTable('connections', {
  name: text('name').primaryKey(),
  kind: text('kind').$type<ProviderKind>().notNull(),
  baseUrl: text('base_url'),
  defaultModel: text('default_model'),
  requestsPerMinute: integer('requests_per_minute'),
  requestsAtATime: integer('requests_at_a_time'),
  /** Which entry of the keychain holds its key; NULL: none. */
  keyEntry: text('key_entry'),
  /** The one origin that the key was typed for. */
  keyOrigin: text('key_origin'),
  /** The key's last four characters; NULL for a short one. */
  keyEndsIn: text('key_ends_in'),
  updatedAt: integer('updated_at').notNull(),
})

export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  /** JSON. */
  value: text('value').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** What the builder has not saved yet, and what is being written on the steps of runs. */
export const drafts = sqliteTable('drafts', {
  key: text('key').primaryKey(),
  /** JSON. */
  content: text('content').notNull(),
  /** The workflow's `updated_at` when it was begun. */
  basedOn: integer('based_on'),
  updatedAt: integer('updated_at').notNull(),
})

/** What the builder's steps answered when they were tried, and what was typed for that. Not part of the workflow. */
export const stepTrials = sqliteTable(
  'step_trials',
  {
    /** The workflow's id, or where it was never saved the name under which its draft is kept. */
    key: text('key').notNull(),
    stepId: text('step_id').notNull(),
    /** JSON of the TrialValues; NULL: nothing was typed. */
    typed: text('typed'),
    /** JSON of the KeptTrial, the newest one; NULL: none. */
    trial: text('trial'),
    /** The user has put the trial away, and may want it back. */
    dismissed: integer('dismissed', { mode: 'boolean' }).notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.stepId] })],
)

/** The store's own notes, such as how far the full-text index has come. */
export const storeMarks = sqliteTable('store_marks', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
})
