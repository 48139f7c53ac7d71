import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventsOf, newHome, type Home } from './command-line'
import { canaryKey } from '../../support/canary-keys'

let home: Home
beforeEach(() => {
  home = newHome()
})
afterEach(() => home.remove())

const echo = { provider: 'demo', model: 'demo-echo' }
const draft = { ...echo, label: 'Draft', prompt: 'About {{input}}' }
const gate = { label: 'Gate', stepType: 'review' as const, prompt: '{{steps.Draft.content}}' }
const final = { ...echo, label: 'Final', prompt: 'Final: {{steps.Gate.content}}' }

const output = async (step: string) => (await home.baton(['show', 'last', '--step', step])).out

describe('at a review gate', () => {
  beforeEach(async () => {
    await home.baton(['run', home.workflowFile([draft, gate, final]), '--input', 'tea'])
  })

  it('resume without a decision comes back to it', async () => {
    const { code, out } = await home.baton(['resume', 'last', '--json'])
    expect(code).toBe(3)
    expect(eventsOf({ code, out, err: '' }).at(-1)).toMatchObject({
      type: 'paused',
      reason: 'review',
      stepLabel: 'Gate',
    })
  })

  it('--approve passes the text on', async () => {
    const { code, out } = await home.baton(['resume', 'last', '--approve', '--quiet'])
    expect({ code, out }).toEqual({ code: 0, out: 'Final: About tea\n' })
  })

  it('--edit passes on a file, or standard input', async () => {
    const edited = home.file('edited.md', 'My own text\n')
    const { code, out } = await home.baton(['resume', 'last', '--edit', edited, '--quiet'])
    expect({ code, out }).toEqual({ code: 0, out: 'Final: My own text\n' })
    await home.baton(['retry', 'last', 'Gate'])
    const piped = await home.baton(['resume', 'last', '--edit', '-'], { input: 'Piped' })
    expect(piped.code, piped.err).toBe(0)
    expect(await output('Gate')).toBe('Piped\n')
  })

  it('--send-back runs the steps behind it again, with the comment, and opens it again', async () => {
    const { code, out } = await home.baton(['resume', 'last', '--send-back', 'Shorter, please', '--json'])
    expect(code).toBe(3)
    const started = eventsOf({ code, out, err: '' }).filter(
      (event) => event.type === 'progress' && event.status === 'running',
    )
    expect(started.map((event) => ('stepLabel' in event ? event.stepLabel : 'run'))).toEqual(['run', 'Draft'])
    const { steps } = await home.show()
    expect(steps[0]).toMatchObject({ attempts: 2, feedback: { comment: 'Shorter, please' } })
    expect(steps[1]?.status).toBe('awaiting_review')
    expect((await home.baton(['resume', 'last', '--send-back', ' '])).code).toBe(2)
  })

  it('--yolo passes it and all that follow', async () => {
    const { code, err } = await home.baton(['resume', 'last', '--yolo'])
    expect(code, err).toBe(0)
    expect((await home.show()).options.yoloMode).toBe(true)
  })

  it('a stopped run keeps it open', async () => {
    const stop = await home.baton(['stop', 'last'])
    expect(stop.out).toMatch(/is stopped\./)
    expect((await home.show()).status).toBe('stopped')
    expect((await home.baton(['resume', 'last', '--approve'])).code).toBe(0)
  })

  it('a decision needs an open gate', async () => {
    await home.baton(['resume', 'last', '--approve'])
    const { code, out, err } = await home.baton(['resume', 'last', '--approve'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('No review gate of the run is open')
  })

  it.each([
    ['is applied when the gate still shows the same', '{{steps.One.content}}', 0, 'Three: Two: new\n'],
    ['is not applied to a text that nobody has seen', '{{steps.Two.content}}', 3, ''],
  ])('a decision with --rerun-stale %s', async (_, shown, exitCode, output) => {
    const file = home.workflowFile([
      { ...echo, label: 'One', prompt: '{{input}}' },
      { ...echo, label: 'Two', prompt: 'Two: {{steps.One.content}}' },
      { ...gate, prompt: shown },
      { ...echo, label: 'Three', prompt: 'Three: {{steps.Two.content}}' },
    ])
    await home.baton(['run', file, '--input', 'old'])
    await home.baton(['edit', 'last', 'One', '--text', 'new'])
    const { code, out, err } = await home.baton(['resume', 'last', '--approve', '--rerun-stale', '--quiet'])
    expect({ code, out }).toEqual({ code: exitCode, out: output })
    expect(err.includes('the decision was not applied')).toBe(exitCode === 3)
    expect((await home.show()).steps[2]?.output).toBe(exitCode === 3 ? 'Two: new' : 'new')
  })
})

describe('a run that has ended', () => {
  beforeEach(async () => {
    const file = home.workflowFile([
      draft,
      { ...echo, label: 'Final', prompt: 'Final: {{steps.Draft.content}}' },
    ])
    await home.baton(['run', file, '--input', 'tea'])
  })

  it('is left alone by resume', async () => {
    const before = await home.show()
    const { code, out, err } = await home.baton(['resume', 'last'])
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toContain('nothing to resume')
    expect(await home.show()).toEqual(before)
    expect((await home.baton(['resume', 'last', '--rerun-stale'])).code).toBe(0)
  })

  it('has what depends on an edited step run again with --rerun-stale only', async () => {
    const edit = await home.baton(['edit', 'last', '1', '-'], { input: 'Edited\n' })
    expect(edit.code, edit.err).toBe(0)
    expect(edit.out).toContain('Stale now: Final.')
    expect(edit.out).toContain('--rerun-stale')
    expect((await home.show()).steps.map(({ stale }) => stale)).toEqual([false, true])
    expect((await home.baton(['show', 'last'])).out).toMatch(/Final \(stale\)/)
    expect((await home.baton(['resume', 'last'])).code).toBe(0)
    expect(await output('Final')).toBe('Final: About tea\n')
    const rerun = await home.baton(['resume', 'last', '--rerun-stale', '--quiet'])
    expect(rerun).toMatchObject({ code: 0, out: 'Final: Edited\n' })
    expect(rerun.err).toContain('Running again what is stale: "Final".')
  })

  it('has one step run again by retry', async () => {
    const { code, out } = await home.baton(['retry', 'last', 'Draft', '--json'])
    expect(code).toBe(0)
    expect(eventsOf({ code, out, err: '' })[0]).toMatchObject({ type: 'progress', status: 'running' })
    const { steps } = await home.show()
    expect(steps.map(({ attempts }) => attempts)).toEqual([2, 1])
  })

  it('can be deleted', async () => {
    const { id } = await home.show()
    expect((await home.baton(['delete', id.slice(0, 13)])).out).toBe(`Deleted run ${id}.\n`)
    expect((await home.baton(['show', id])).code).toBe(2)
    expect(JSON.parse((await home.baton(['runs', '--json'])).out)).toEqual([])
  })

  it('refuses an edit without a text, or with two, and pause and stop', async () => {
    for (const args of [[], ['--text', 'a', '-'], ['b']]) {
      expect((await home.baton(['edit', 'last', '1', ...args])).code, args.join()).toBe(2)
    }
    expect((await home.baton(['pause', 'last'])).code).toBe(2)
    expect((await home.baton(['stop', 'last'])).code).toBe(2)
  })
})

describe('resume', () => {
  it('warns of a stale step before a pending one, and goes on', async () => {
    const steps = [
      { ...echo, label: 'One', prompt: '{{input}}' },
      { ...echo, label: 'Two', prompt: 'Two: {{steps.One.content}}' },
      { label: 'Gate', stepType: 'review' as const, prompt: '{{steps.One.content}}' },
      { ...echo, label: 'Three', prompt: 'Three: {{steps.Two.content}}' },
    ]
    await home.baton(['run', home.workflowFile(steps), '--input', 'old'])
    await home.baton(['edit', 'last', 'One', '--text', 'new'])
    const { code, out, err } = await home.baton(['resume', 'last', '--approve', '--quiet'])
    expect({ code, out }).toEqual({ code: 0, out: 'Three: Two: old\n' })
    expect(err).toMatch(/^Warning: "Two" is stale.*--rerun-stale$/m)
  })

  it('--budget raises the limit of a run', async () => {
    const environment = { OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }
    const file = home.workflowFile([{ provider: 'openai', model: 'gpt-4o', maxRetries: 0 }])
    expect((await home.baton(['run', file, '--budget', '0.0001'], { environment })).code).toBe(4)
    const raised = await home.baton(['resume', 'last', '--budget', '5'], { environment })
    // Nothing answers at that address: the request was sent, and failed.
    expect(raised.code).toBe(1)
    expect((await home.show()).options.budgetUsd).toBe(5)
    await home.baton(['resume', 'last', '--budget', 'none'], { environment })
    expect((await home.show()).options.budgetUsd).toBeNull()
  })

  it('--rebase takes over the steps of the file as they are now', async () => {
    const file = home.workflowFile([draft])
    await home.baton(['run', file, '--input', 'tea'])
    const added = {
      ...echo,
      label: 'Added',
      stepType: 'generate',
      prompt: 'Added to {{steps.Draft.content}}',
    }
    writeFileSync(
      file,
      JSON.stringify({ format: 'baton/1', name: 'W', steps: [{ ...draft, stepType: 'generate' }, added] }),
    )
    const { code, out, err } = await home.baton(['resume', 'last', '--rebase', '--quiet'])
    expect({ code, out }, err).toEqual({ code: 0, out: 'Added to About tea\n' })
    expect(err).toContain('Rebased: added Added.')
    const again = await home.baton(['resume', 'last', '--rebase'])
    expect(again).toMatchObject({ code: 0, out: '' })
    expect(again.err).toContain('Rebased: the steps have not changed.')
    const moved = [
      { ...added, prompt: 'Added' },
      { ...draft, stepType: 'generate' },
    ]
    writeFileSync(file, JSON.stringify({ format: 'baton/1', name: 'W', steps: moved }))
    const { err: order } = await home.baton(['resume', 'last', '--rebase', '--quiet'])
    expect(order).toContain('Rebased: changed Added; stale Added; in another order.')
    expect((await home.baton(['resume', 'last', '--rebase', '--approve'])).code).toBe(2)
  })

  it('tries a failed step again', async () => {
    const file = home.workflowFile([draft, { provider: 'demo', model: 'demo-fail-401' }])
    expect((await home.baton(['run', file, '--input', 'tea'])).code).toBe(1)
    const { code, out } = await home.baton(['resume', 'last'])
    expect(code).toBe(1)
    expect(out).not.toContain('Draft: running')
    expect((await home.show()).steps[1]?.attempts).toBe(2)
  })
})
