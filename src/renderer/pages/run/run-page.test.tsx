import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addWorkflow } from '../../test-support/example-workflow'
import { createMemoryCore, type MemoryCore, type PlainEvent } from '../../test-support/memory-core'
import { freezeRun } from '../../test-support/freeze-run'
import { doneEvent, mark } from '../../test-support/example-events'
import { renderApp, type RenderedApp } from '../../test-support/render-app'

interface OpenRun {
  app: RenderedApp
  core: MemoryCore
  ids: { draft: string; check: string; edit: string }
  /** Something happens in the run, and the page has got it. */
  happens: (...events: PlainEvent[]) => Promise<void>
}

/** A run of Draft, Check (a gate) and Edit, with its page open. */
async function openRun(): Promise<OpenRun> {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
  const [draft = '', check = '', edit = ''] = workflow.steps.map((step) => step.id)
  const app = await renderApp('/runs/run', core)
  await screen.findByRole('heading', { name: 'Draft and edit' })
  const happens = (...events: PlainEvent[]): Promise<void> =>
    act(async () => {
      core.emit('run', ...events)
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
  return { app, core, ids: { draft, check, edit }, happens }
}

async function openGate(): Promise<OpenRun> {
  const open = await openRun()
  await open.happens(
    doneEvent(open.ids.draft, 900, 0, 'Nights are long.'),
    {
      type: 'progress',
      stepId: open.ids.check,
      status: 'awaiting_review',
      revision: mark(1),
      output: 'Nights are long.',
    },
    { type: 'paused', reason: 'review', stepId: open.ids.check },
  )
  return open
}

const stepRow = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'Pipeline' })).getByRole('button', { name })
const reading = (label: string) => screen.getByRole('region', { name: `Text of ${label}` })

describe('a run that goes on', () => {
  it('shows text as it comes, and the output when it is complete', async () => {
    const { ids, happens } = await openRun()
    expect(stepRow(/^Draft ?, Pending, step 1 of 3$/)).toBeDefined()
    await happens(
      { type: 'progress', stepId: ids.draft, status: 'running', attempt: 1 },
      { type: 'text', stepId: ids.draft, attempt: 1, offset: 0, delta: 'Nights ' },
    )
    expect(stepRow(/^Draft ?, Writing/)).toBeDefined()
    expect(reading('Draft').textContent).toContain('Nights')
    await happens({ type: 'text', stepId: ids.draft, attempt: 1, offset: 7, delta: 'are long.' })
    await waitFor(() => expect(reading('Draft').textContent).toContain('Nights are long.'))
    await happens(doneEvent(ids.draft, 9_000))
    expect(stepRow(/^Draft ?, Completed/).closest('li')?.textContent).toContain('9 s')
    expect(screen.getByRole('button', { name: 'Copy' })).toBeDefined()
  })

  it('formats what a model wrote, and makes nothing of it that loads or runs', async () => {
    const { ids, happens } = await openRun()
    await happens(
      doneEvent(
        ids.draft,
        1,
        0,
        '**bold** ![a picture](https://example.com/a.png) [no](javascript:alert(1)) <b>x</b> <script>y</script>\n\n<div onclick="alert(1)">z</div>',
      ),
    )
    await waitFor(() => expect(reading('Draft').querySelector('strong')?.textContent).toBe('bold'))
    expect(reading('Draft').querySelector('img, script, .markdown b, [onclick]')).toBeNull()
    const link = within(reading('Draft')).getByRole('link')
    expect(link.textContent).toBe('Image: a picture')
    expect(link.getAttribute('target')).toBe('_blank')
    // A passage of HTML is there to be read, as the code that it is.
    expect(reading('Draft').querySelector('code')?.textContent).toContain('<div onclick="alert(1)">')
    fireEvent.click(screen.getByRole('button', { name: 'As written' }))
    expect(reading('Draft').textContent).toContain('**bold** ![a picture](https://example.com/a.png)')
  })

  it('shows JSON as a tree that opens and closes', async () => {
    const { core, ids, happens } = await openRun()
    const run = core.runs.get('run')!
    core.runs.set('run', {
      ...run,
      steps: run.steps.map((step) => ({
        ...step,
        settings: { ...step.settings, output: { format: 'json' as const } },
      })),
    })
    core.put(core.runs.get('run')!)
    await happens(doneEvent(ids.draft, 1, 0, '{"nights":{"long":true,"count":4}}'))
    const tree = screen.getByRole('group', { name: 'Output of Draft' })
    const toggle = within(tree).getByRole('button', { name: /nights/ })
    expect(tree.textContent).toContain('true')
    fireEvent.keyDown(toggle, { key: 'ArrowLeft' })
    expect(toggle.getAttribute('aria-expanded')).toBe('false')
    expect(tree.textContent).not.toContain('true')
  })

  it('calls nothing unknown that is still to come', async () => {
    const { ids, happens } = await openRun()
    await happens({ type: 'progress', stepId: ids.draft, status: 'running', attempt: 1 })
    fireEvent.mouseDown(screen.getByRole('tab', { name: 'Attempts' }))
    const row = await screen.findByRole('row', { name: /At work/ })
    expect(within(row).getAllByText('–')).toHaveLength(3)
    expect(within(row).queryByText('unknown')).toBeNull()
  })

  it('is paused and stopped', async () => {
    const { core } = await openRun()
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }))
    await waitFor(() => expect(core.runs.get('run')?.status).toBe('paused'))
    fireEvent.click(await screen.findByRole('button', { name: 'Resume' }))
    await waitFor(() => expect(core.runs.get('run')?.status).toBe('running'))
    fireEvent.click(await screen.findByRole('button', { name: 'Stop' }))
    await waitFor(() => expect(core.runs.get('run')?.status).toBe('stopped'))
    expect(await screen.findByRole('button', { name: 'Resume' })).toBeDefined()
  })

  it('says why and until when a step waits, and tries now when asked to', async () => {
    const { core, ids, happens } = await openRun()
    await happens({
      type: 'retry',
      stepId: ids.draft,
      attempt: 1,
      delayMs: 30_000,
      until: Date.now() + 30_000,
      reason: 'overloaded',
      error: { code: 'overloaded', message: 'OpenAI is overloaded (529).', retryable: true },
      tokenUsage: null,
      costEstimate: 0,
      durationMs: 1,
    })
    expect(reading('Draft').textContent).toContain('OpenAI is overloaded (529).')
    fireEvent.click(screen.getByRole('button', { name: 'Retry now' }))
    await waitFor(() => expect(core.runs.get('run')?.steps[0]?.status).toBe('running'))
  })

  it('catches up after the connection was lost', async () => {
    const { app, core, ids } = await openRun()
    await act(async () => {
      app.connection.lose()
      await Promise.resolve()
    })
    expect(screen.getByText('The connection to Baton is lost.')).toBeDefined()
    core.emit('run', doneEvent(ids.draft, 1, 0, 'Written meanwhile.'))
    act(() => app.connection.restore())
    await waitFor(() => expect(reading('Draft').textContent).toContain('Written meanwhile.'))
    expect(screen.queryByText('The connection to Baton is lost.')).toBeNull()
  })

  it('lets the user look at another step than the one at work', async () => {
    const { ids, happens } = await openRun()
    await happens(doneEvent(ids.draft, 1, 0, 'The draft.'), {
      type: 'progress',
      stepId: ids.edit,
      status: 'running',
      attempt: 1,
    })
    expect(reading('Edit')).toBeDefined()
    fireEvent.click(stepRow(/^Draft/))
    expect(reading('Draft').textContent).toContain('The draft.')
    await happens({ type: 'text', stepId: ids.edit, attempt: 1, offset: 0, delta: 'Shorter' })
    expect(reading('Draft')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Show Edit' }))
    expect(reading('Edit').textContent).toContain('Shorter')
  })
})

describe('an open gate', () => {
  it('is approved on the revision that is shown', async () => {
    const { core } = await openGate()
    expect(screen.getAllByText('Waits for you').length).toBeGreaterThan(0)
    expect(reading('Check').textContent).toContain('Nights are long.')
    fireEvent.click(screen.getByRole('button', { name: 'Approve' }))
    await waitFor(() =>
      expect(core.runs.get('run')?.steps[1]).toMatchObject({ status: 'completed', revision: 1 }),
    )
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull())
  })

  it('passes on what the user made of the text', async () => {
    const { core } = await openGate()
    fireEvent.click(screen.getByRole('button', { name: 'Edit and approve' }))
    const editor = screen.getByRole('textbox', { name: 'Text of Check' })
    expect(document.activeElement).toBe(editor)
    fireEvent.change(editor, { target: { value: 'Nights are short.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Approve with edits' }))
    await waitFor(() => expect(core.runs.get('run')?.steps[1]?.output).toBe('Nights are short.'))
  })

  it('is sent back with a comment, and says what runs again', async () => {
    const { core } = await openGate()
    fireEvent.keyDown(document.body, { key: 'b' })
    const comment = screen.getByRole('textbox', { name: 'Comment' })
    expect(document.activeElement).toBe(comment)
    expect(screen.getByRole('button', { name: 'Send back' }).getAttribute('aria-disabled')).toBe('true')
    expect(comment.closest('footer')?.textContent).toContain('runs Draft again')
    fireEvent.change(comment, { target: { value: 'Say which nights.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send back' }))
    await waitFor(() => expect(core.runs.get('run')?.steps[0]?.feedback?.comment).toBe('Say which nights.'))
  })

  it('gives back a comment or an edit that was dropped, with all that was typed', async () => {
    await openGate()
    const body = document.body
    fireEvent.keyDown(body, { key: 'b' })
    const comment = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Comment' })
    fireEvent.change(comment(), { target: { value: 'Say which nights.' } })
    fireEvent.keyDown(comment(), { key: 'Escape' })
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(await screen.findByText('Dropped your comment on “Check”')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(comment().value).toBe('Say which nights.')
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))

    // What was begun meanwhile can be had back as well.
    fireEvent.keyDown(body, { key: 'e' })
    const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text of Check' })
    fireEvent.change(text(), { target: { value: 'Nights are dark.' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(comment().value).toBe('Say which nights.')
    expect(await screen.findByText('Dropped your edit of “Check”')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(text().value).toBe('Nights are dark.')
  })

  it('says nothing of an edit that was dropped before anything was typed', async () => {
    await openGate()
    fireEvent.keyDown(document.body, { key: 'e' })
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    fireEvent.keyDown(document.body, { key: 'b' })
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.queryByText(/^Dropped/)).toBeNull()
  })

  it('can be left by stopping', async () => {
    const { core } = await openGate()
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    await waitFor(() => expect(core.runs.get('run')?.status).toBe('stopped'))
  })

  it('says so when somebody else was faster', async () => {
    const { core } = await openGate()
    const run = core.runs.get('run')!
    core.runs.set('run', { ...run, steps: run.steps.map((step) => ({ ...step, revision: 2 })) })
    fireEvent.click(screen.getByRole('button', { name: 'Approve' }))
    expect((await screen.findByRole('alert')).textContent).toContain('It was changed meanwhile.')
  })
})

describe('a run that is over', () => {
  it('was interrupted: nothing looks as if it were at work, and it can be resumed', async () => {
    const { core, ids, happens } = await openRun()
    await happens(
      { type: 'progress', stepId: ids.draft, status: 'running', attempt: 1 },
      { type: 'text', stepId: ids.draft, attempt: 1, offset: 0, delta: 'Half a sen' },
    )
    await act(async () => {
      core.put({ ...core.runs.get('run')!, status: 'interrupted' })
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
    expect(screen.getByText('This run was interrupted.')).toBeDefined()
    expect(stepRow(/^Draft ?, Broken off/)).toBeDefined()
    expect(reading('Draft').textContent).toContain('What had arrivedHalf a sen')
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }))
    await waitFor(() => expect(core.runs.get('run')?.status).toBe('running'))
  })

  it('shows why a step failed and what to do, and retries it', async () => {
    const { core, ids, happens } = await openRun()
    await happens(
      { type: 'progress', stepId: ids.draft, status: 'running', attempt: 1 },
      { type: 'text', stepId: ids.draft, attempt: 1, offset: 0, delta: 'Half a sen' },
      {
        type: 'error',
        scope: 'step',
        stepId: ids.draft,
        error: {
          code: 'bad_key',
          message: 'The key was rejected.',
          remedy: 'Paste a new one.',
          retryable: false,
        },
        tokenUsage: null,
        costEstimate: 0,
        durationMs: 1,
      },
      { type: 'done', scope: 'run', status: 'failed' },
    )
    const text = reading('Draft').textContent
    expect(text).toContain('The key was rejected.')
    expect(text).toContain('Paste a new one.')
    expect(text).toContain('What had arrived')
    expect(screen.getByRole('button', { name: 'Open settings' })).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
    await waitFor(() =>
      expect(core.runs.get('run')?.steps[0]).toMatchObject({ status: 'running', attempts: 2 }),
    )
  })

  it('keeps what is being written when another window has saved and dropped its own', async () => {
    const { app, core, ids, happens } = await openRun()
    await happens(doneEvent(ids.draft, 900, 0, 'Nights are long.'), {
      type: 'progress',
      stepId: ids.check,
      status: 'awaiting_review',
      revision: mark(1),
      output: 'Nights are long.',
    })
    fireEvent.click(stepRow(/^Draft/))
    fireEvent.keyDown(document.body, { key: 'e' })
    const text = screen.getByRole('textbox', { name: 'Text of Draft' })
    fireEvent.change(text, { target: { value: 'Nights are dark.' } })
    const kept = () => core.stepDrafts.get('run')?.map((draft) => draft.text)
    await waitFor(() => expect(kept()).toEqual(['Nights are dark.']))

    core.stepDrafts.set('run', [])
    await act(async () => {
      const step = core.runs.get('run')?.steps[0]
      await app.state.connection.client.runs.steps.overrideOutput({
        runId: 'run',
        stepId: ids.draft,
        revision: step?.revision ?? 1,
        text: 'Nights end.',
      })
    })
    await screen.findByText('the text has changed since you began')
    await waitFor(() => expect(kept()).toEqual(['Nights are dark.']))
  })

  it('is run again on the same input', async () => {
    const { happens } = await openRun()
    await happens({ type: 'done', scope: 'run', status: 'completed' })
    fireEvent.click(screen.getByRole('button', { name: 'Run' }))
    const sheet = await screen.findByRole('dialog', { name: 'Run Draft and edit' })
    const input = await within(sheet).findByRole('textbox', { name: 'Input' })
    expect((input as HTMLTextAreaElement).value).toBe('night shifts')
  })

  it('offers to run stale steps again, and does not do so by itself', async () => {
    const { app, core, ids, happens } = await openRun()
    core.stepCost = 0.02
    await happens(doneEvent(ids.edit, 1, 0, 'Short.'), { type: 'done', scope: 'run', status: 'completed' })
    await act(async () => {
      const run = core.runs.get('run')!
      core.put({
        ...run,
        steps: run.steps.map((step) =>
          step.id === ids.edit ? { ...step, stale: true, staleBecause: 'Draft' } : step,
        ),
      })
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
    expect(stepRow(/^Edit ?, Stale/).closest('li')?.textContent).toContain(
      'Draft changed after this was written',
    )
    fireEvent.click(await screen.findByRole('button', { name: /^Re-run 1 stale step/ }))
    await waitFor(() => expect(core.runs.get('run')?.status).toBe('running'))
    expect(app.path()).toBe('/runs/run')
  })

  it('is not shown if there is none', async () => {
    await renderApp('/runs/none')
    expect(await screen.findByText('There is no run here.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Go to Runs' })).toBeDefined()
  })
})
