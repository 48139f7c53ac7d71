import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addWorkflow } from '../test-support/example-workflow'
import { freezeRun } from '../test-support/freeze-run'
import { createMemoryCore, type MemoryCore } from '../test-support/memory-core'
import { doneEvent, mark } from '../test-support/example-events'
import { renderApp } from '../test-support/render-app'

function newUser(): MemoryCore {
  const core = createMemoryCore()
  core.settings = { ...core.settings, gateHint: null, editHint: null }
  return core
}

/** A run of Draft, Check (a gate) and Edit that waits at its gate, on its page. */
async function openGate(core: MemoryCore, runId: string) {
  const workflow = addWorkflow(core)
  core.runs.set(runId, freezeRun(workflow, runId, core.now(), 'night shifts'))
  const [draft = '', check = '', edit = ''] = workflow.steps.map(({ id }) => id)
  core.emit(
    runId,
    doneEvent(draft, 900, 0, 'Nights are long.'),
    {
      type: 'progress',
      stepId: check,
      status: 'awaiting_review',
      revision: mark(1),
      output: 'Nights are long.',
    },
    { type: 'paused', reason: 'review', stepId: check },
  )
  const app = await renderApp(`/runs/${runId}`, core)
  await screen.findByRole('button', { name: 'Approve' })
  const finish = (): Promise<void> =>
    act(async () => {
      core.emit(
        runId,
        {
          type: 'progress',
          stepId: check,
          status: 'completed',
          revision: mark(1),
          output: 'Nights are long.',
        },
        doneEvent(edit, 900, 0, 'Long nights.'),
        { type: 'done', scope: 'run', status: 'completed' },
      )
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
  return { app, finish }
}

const hint = () => screen.queryByRole('complementary', { name: 'Hint' })?.textContent
const dismiss = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Dismiss hint' }))

describe('the hints of the first run', () => {
  it('explain gates at the first open one and editing at an output, and are gone for good when dismissed', async () => {
    const core = newUser()
    const { finish } = await openGate(core, 'first')
    await waitFor(() => expect(hint()).toContain('The run waits for you.'))
    dismiss()
    await waitFor(() => expect(core.settings.gateHint).toBe('done'))
    expect(hint()).toBeUndefined()

    await finish()
    await waitFor(() => expect(hint()).toContain('marked stale, and never run again unasked'))
    dismiss()
    await waitFor(() => expect(core.settings.editHint).toBe('done'))

    // Another window, after a reload.
    cleanup()
    const { finish: finishSecond } = await openGate(core, 'second')
    expect(hint()).toBeUndefined()
    await finishSecond()
    await screen.findByRole('region', { name: 'Text of Edit' })
    expect(hint()).toBeUndefined()
  })

  it('stay with their run until they are dismissed, and are not repeated in the next', async () => {
    const core = newUser()
    await openGate(core, 'first')
    await waitFor(() => expect(core.settings.gateHint).toBe('first'))
    cleanup()
    await renderApp('/runs/first', core)
    await waitFor(() => expect(hint()).toContain('The run waits for you.'))
    cleanup()
    await openGate(core, 'second')
    expect(hint()).toBeUndefined()
  })

  it('come again when they are asked for', async () => {
    const core = createMemoryCore()
    core.settings = { ...core.settings, gateHint: 'done', editHint: 'done' }
    await renderApp('/settings?section=appearance', core)
    fireEvent.click(await screen.findByRole('button', { name: 'Show hints again' }))
    await waitFor(() => expect(core.settings).toMatchObject({ gateHint: null, editHint: null }))
    cleanup()
    await openGate(core, 'third')
    await waitFor(() => expect(hint()).toContain('The run waits for you.'))
  })
})
