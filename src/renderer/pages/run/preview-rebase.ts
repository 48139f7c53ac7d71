import type { FrozenStep, Run, StepRun } from '@shared/model/run'
import type { Step } from '@shared/model/step'
import { dependentsOf, stepDependencies } from '@shared/prompt/step-dependencies'

/** What a rebase would do to a run, as labels in the workflow's order. */
export interface RebasePreview {
  /** Have an output that stays up to date. */
  valid: string[]
  /** Have an output that becomes stale, because of their own changes or of what they read. */
  stale: string[]
  /** Have none yet, and run when the run goes on. */
  toRun: string[]
  /** Are in the run, and no longer in the workflow. */
  removed: string[]
  /** Whether anything would change at all. */
  changes: boolean
}

/**
 * Compares a run with its workflow's steps as they are now, by the rules of the rebase itself: steps match by id,
 * else by label and occurrence. Whether a changed default connection would change a step is known to the core only.
 */
export function previewRebase(run: Run, steps: readonly Step[]): RebasePreview {
  const matched = matchSteps(run.steps, steps)
  const dependencies = stepDependencies(steps)
  const touched = new Set<string>()
  let changes = false
  for (const [index, step] of steps.entries()) {
    const before = matched.get(step.id)
    if (before === undefined || !sameRequest(before.settings, step)) {
      touched.add(step.id)
      for (const id of dependentsOf(dependencies, step.id)) touched.add(id)
      changes = true
    }
    if (before !== undefined && before !== run.steps[index]) changes = true
  }
  const kept = new Set(matched.values())
  const removed = run.steps.filter((step) => !kept.has(step)).map(({ label }) => label)
  const preview: RebasePreview = {
    valid: [],
    stale: [],
    toRun: [],
    removed,
    changes: changes || removed.length > 0,
  }
  for (const step of steps) {
    if (step.enabled === false) continue
    const before = matched.get(step.id)
    if (before === undefined || before.output === null) preview.toRun.push(step.label)
    else if (before.stale || touched.has(step.id)) preview.stale.push(step.label)
    else preview.valid.push(step.label)
  }
  return preview
}

function matchSteps(former: readonly StepRun[], steps: readonly Step[]): Map<string, StepRun> {
  const matched = new Map<string, StepRun>()
  const taken = new Set<StepRun>()
  const take = (id: string, step: StepRun | undefined): void => {
    if (step === undefined) return
    taken.add(step)
    matched.set(id, step)
  }
  for (const { id } of steps)
    take(
      id,
      former.find((step) => step.id === id),
    )
  for (const { id, label } of steps) {
    if (matched.has(id)) continue
    take(
      id,
      former.find((step) => step.label === label && !taken.has(step)),
    )
  }
  return matched
}

/**
 * What an absent field means, as `DEFAULT_STEP` of the model says it; that one comes with the schemas, which are too
 * heavy for a page.
 */
const DEFAULTS: Pick<FrozenStep, 'systemPrompt' | 'maxTokens' | 'output'> = {
  systemPrompt: '',
  maxTokens: 4096,
  output: { format: 'text' },
}

/** Whether a step would send what it sent. Labels, retries and limits of time don't count. */
function sameRequest(before: FrozenStep, now: Step): boolean {
  const gate = before.stepType === 'review'
  if (gate !== (now.stepType === 'review') || before.prompt !== now.prompt) return false
  if (before.enabled !== (now.enabled ?? true)) return false
  if (gate) return true
  const sameConnection =
    now.provider === undefined ||
    now.provider === before.connection?.name ||
    now.provider === before.connection?.kind
  return (
    sameConnection &&
    (now.model === undefined || now.model === before.model) &&
    before.systemPrompt === (now.systemPrompt ?? DEFAULTS.systemPrompt) &&
    before.temperature === now.temperature &&
    before.maxTokens === (now.maxTokens ?? DEFAULTS.maxTokens) &&
    JSON.stringify(before.output) === JSON.stringify(now.output ?? DEFAULTS.output)
  )
}
