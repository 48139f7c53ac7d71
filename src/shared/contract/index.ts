import type {
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
} from '@orpc/contract'
import { app } from './app'
import { connections } from './connections'
import { runs } from './runs'
import { settings } from './settings'
import { templates } from './templates'
import { usage } from './usage'
import { workflows } from './workflows'

/**
 * Baton's API: one contract behind a MessagePort (Electron), a WebSocket (browser mode) and direct calls (command
 * line, tests). Inputs are validated and bounded; outputs are typed and not validated. Times are milliseconds since
 * the epoch, money is USD, null where a figure is not known. Errors are those of `errorMap`.
 *
 * The renderer imports types from here and nothing else.
 */
export const contract = { workflows, runs, templates, connections, settings, usage, app }
export type Contract = typeof contract

/** What a caller holds, whatever the transport. */
export type ApiClient = ContractRouterClient<Contract>
/** Inputs by procedure, as a caller gives them: `ApiInputs['runs']['resume']`. */
export type ApiInputs = InferContractRouterInputs<Contract>
/** Outputs by procedure, as a caller gets them. */
export type ApiOutputs = InferContractRouterOutputs<Contract>

export { errorMap, type InvalidData } from './errors'
export { NEW_WORKFLOW_ID, type Draft, type WorkflowWithDraft } from './workflows'
export type { StepChanges, WorkflowBody } from './workflow-body'
export type { Estimate } from '../model/estimate'
export type { Range as CostRange } from '../model/range'
export type { RunOverrides, RunSource, SourceToCheck } from './estimate'
export type { Decision } from './runs'
export type { RebaseResult, RevisionView, RunState, RunSummary, StepDraft, StepHistory } from './run-views'
export type { ConnectionNeed } from '../model/connection-need'
export type { CheckedTemplate, Template, TemplatePreview, TemplateSummary } from './templates'
export type {
  ConnectionTest,
  ConnectionView,
  KeyLeftover,
  KeyState,
  LocalServer,
  ModelInfo,
} from './connections'
export type { Settings } from './settings'
export type { UsageFigures, UsageSummary } from './usage'
export type { AppInfo, Backup } from './app'
export type { ExportedFile, Page } from './fields'
export type { JsonObject } from './bounded'
