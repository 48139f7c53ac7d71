import type { StepStatus } from '@shared/model/run'
import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { describe, expect, it } from 'vitest'
import { stepTicks } from './step-ticks'

const LABELS = ['Draft', 'Check', 'Edit']

function workflow(statuses: StepStatus[] | null, labels = LABELS): WorkflowSummary {
  return {
    id: 'w',
    name: 'Draft and edit',
    description: '',
    stepCount: 3,
    stepLabels: LABELS,
    stepTypes: ['generate', 'review', 'transform'],
    lastRun:
      statuses === null
        ? null
        : {
            id: 'r',
            status: 'failed',
            pauseReason: null,
            at: 1,
            durationMs: null,
            costEstimate: 0,
            steps: statuses.map((status, index) => ({ label: labels[index] ?? '', status })),
          },
    updatedAt: 1,
  }
}

const states = (summary: WorkflowSummary) => stepTicks(summary, undefined).map((tick) => tick.state)

describe('the ticks of a workflow', () => {
  it('draw gates as gates, run or not', () => {
    expect(stepTicks(workflow(null), undefined).map((tick) => tick.gate)).toEqual([false, true, false])
    expect(states(workflow(null))).toEqual(['idle', 'idle', 'idle'])
  })

  it('show how each step of the last run ended', () => {
    expect(states(workflow(['completed', 'skipped', 'failed']))).toEqual(['done', 'done', 'failed'])
    expect(states(workflow(['completed', 'awaiting_review', 'pending']))).toEqual(['done', 'active', 'ahead'])
  })

  it('are plain when the last run had other steps', () => {
    expect(states(workflow(['completed', 'completed']))).toEqual(['idle', 'idle', 'idle'])
    expect(states(workflow(['completed', 'completed', 'completed'], ['Draft', 'Gate', 'Edit']))).toEqual([
      'idle',
      'idle',
      'idle',
    ])
  })
})
