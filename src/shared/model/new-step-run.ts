import type { FrozenStep, StepRun } from './run'

/** The state of a step that nothing has happened to. */
export function newStepRun(settings: FrozenStep): StepRun {
  return {
    id: settings.id,
    label: settings.label,
    settings,
    status: 'pending',
    output: null,
    revision: null,
    fingerprint: null,
    fingerprintVersion: null,
    partial: '',
    attempts: 0,
    feedback: null,
    rerun: null,
    until: null,
    stale: false,
    staleBecause: null,
    truncated: false,
    unknownFinish: null,
    reused: false,
    tokenUsage: null,
    costEstimate: 0,
    durationMs: null,
    error: null,
    startedAt: null,
    finishedAt: null,
    seq: 0,
  }
}
