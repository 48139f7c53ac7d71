import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventsOf, newHome, type Home } from './command-line'
import { canaryKey } from '../../support/canary-keys'

let home: Home
beforeEach(() => {
  home = newHome()
})
afterEach(() => home.remove())

const slow = { provider: 'demo', model: 'demo-slow' }
/** Four seconds at its own pace, and nothing at the pace of the other tests. */
const long = { provider: 'demo', stepType: 'research' as const }
const quick = { provider: 'demo', model: 'demo-echo' }
const atItsOwnPace = { environment: { BATON_DEMO_PACE: '1' } }

describe('the exit code', () => {
  it('is 1 when the run fails, and why is told with what to do', async () => {
    const file = home.workflowFile([{}, { provider: 'demo', model: 'demo-fail-401' }])
    const { code, out } = await home.baton(['run', file])
    expect(code).toBe(1)
    expect(out).toMatch(/^\[2\/2\] Step 2: failed: .*HTTP 401.*Check the key/m)
    expect(out).toContain(`baton resume ${(await home.show()).id}`)
  })

  it('is 3 at a review gate, with its text and the commands that go on', async () => {
    const gate = { label: 'Gate', stepType: 'review' as const, prompt: 'Look: {{steps.Step 1.content}}' }
    const { code, out } = await home.baton([
      'run',
      home.workflowFile([{ model: 'demo-echo', provider: 'demo' }, gate]),
    ])
    expect(code).toBe(3)
    expect(out).toContain('\n--- Gate ---\n\nLook: Prompt 1\n')
    const { id, status, pauseReason } = await home.show()
    expect({ status, pauseReason }).toEqual({ status: 'paused', pauseReason: 'review' })
    for (const decision of ['--approve', '--edit PATH', '--send-back TEXT']) {
      expect(out).toContain(`baton resume ${id} ${decision}`)
    }
  })

  it('is 4 when the budget is too small, before anything is sent', async () => {
    const environment = { OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }
    const file = home.workflowFile([{ provider: 'openai', model: 'gpt-4o', maxTokens: 4000 }])
    const { code, out } = await home.baton(['run', file, '--budget', '0.0001'], { environment })
    expect(code, out).toBe(4)
    expect(out).toContain('budget of $0.0001')
    expect(out).toContain(`baton resume ${(await home.show()).id} --budget USD`)
    expect((await home.show()).steps[0]?.attempts).toBe(0)
  })

  it('is 5 when the run is paused from elsewhere, after the step at work', async () => {
    const file = home.workflowFile([quick, long, long, long], { concurrency: 1 })
    const run = home.begin(['run', file], atItsOwnPace)
    await run.until(/\[2\/4\] .*running/)
    const { id } = await home.show()
    const pause = await home.baton(['pause', 'last'])
    expect(pause).toMatchObject({ code: 0, err: '' })
    expect(pause.out).toContain(`baton resume ${id}`)
    const { code, out } = await run.ended
    expect(code, out).toBe(5)
    const { status, pauseReason, steps } = await home.show()
    expect({ status, pauseReason }).toEqual({ status: 'paused', pauseReason: 'user' })
    expect(steps.map((step) => step.status)).not.toContain('running')
    expect((await home.baton(['resume', id])).code).toBe(0)
  })

  it('is 6 when the run is stopped from elsewhere', async () => {
    const run = home.begin(['run', home.workflowFile([slow])])
    await run.until(/running with demo-slow/)
    const stop = await home.baton(['stop', 'last'])
    expect(stop.code).toBe(0)
    expect(stop.out).toMatch(/^Run \S+ is stopped\.\n/)
    expect((await run.ended).code).toBe(6)
  })

  it('is 2 for other writes to a run that another process has, which goes on', async () => {
    const run = home.begin(['run', home.workflowFile([slow])])
    await run.until(/running with demo-slow/)
    for (const command of ['resume', 'delete']) {
      const { code, err } = await home.baton([command, 'last'])
      expect(code, `${command} ${err}`).toBe(2)
      expect(err).toMatch(/^baton: .+\./m)
    }
    expect((await home.show()).status).toBe('running')
    run.child.kill('SIGTERM')
    expect((await run.ended).code).toBe(130)
  })

  it('is 2 without a key, for a connection that is not there, and for a newer database', async () => {
    const noKey = await home.baton(['run', home.workflowFile([{ provider: 'openai' }])])
    expect(noKey).toMatchObject({ code: 2, out: '' })
    expect(noKey.err).toMatch(/^baton: .*OPENAI_API_KEY/)
    expect((await home.baton(['run', 'decision-memo', '--input', 'x', '--connection', 'nowhere'])).code).toBe(
      2,
    )
    const database = new Database(join(home.home, 'baton.db'))
    database.pragma('user_version = 9999')
    database.close()
    const newer = await home.baton(['runs'])
    expect(newer).toMatchObject({ code: 2, out: '' })
    expect(newer.err).toContain('newer')
  })
})

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s stops the run, which can be resumed',
    async (signal) => {
      const file = home.workflowFile([quick, long, quick], { concurrency: 1 })
      const run = home.begin(['run', file, '--json'], atItsOwnPace)
      await run.until(/"type":"text".*"stepLabel":"Step 2"|"stepLabel":"Step 2".*"type":"text"/)
      run.child.kill(signal)
      const outcome = await run.ended
      expect(outcome.code).toBe(130)
      expect(eventsOf(outcome).at(-1)).toMatchObject({ type: 'done', scope: 'run', status: 'stopped' })
      const stopped = await home.show()
      expect(stopped.status).toBe('stopped')
      expect(stopped.steps.map(({ status }) => status)).toEqual(['completed', 'pending', 'pending'])
      const resumed = await home.baton(['resume', 'last', '--json'])
      expect(resumed.code).toBe(0)
      expect(eventsOf(resumed)[0]).toMatchObject({ type: 'progress', status: 'running', runId: stopped.id })
      expect(resumed.out).not.toContain('"stepLabel":"Step 1"')
    },
  )

  it('that comes twice at once is one, as Ctrl-C is under npm', async () => {
    const run = home.begin(['run', home.workflowFile([slow])])
    await run.until(/running with demo-slow/)
    run.child.kill('SIGINT')
    run.child.kill('SIGINT')
    const { code, out } = await run.ended
    expect(code).toBe(130)
    expect(out).toContain('Stopped.')
    expect((await home.show()).status).toBe('stopped')
  })

  it('is not needed when nobody reads the output any more: the run stops', async () => {
    const run = home.begin(['run', home.workflowFile([slow]), '--json'])
    await run.until(/"type":"text"/)
    run.child.stdout.destroy()
    await once(run.child, 'exit')
    expect(run.child.exitCode).toBe(130)
    expect((await home.show()).status).toBe('stopped')
  })

  it('is 1 when the output could not be written, which is said', async () => {
    await home.baton(['run', home.workflowFile([quick])])
    const unwritable = openSync(home.file('output', ''), 'r')
    const shown = spawnSync(process.execPath, [home.script, 'show', 'last', '--markdown'], {
      env: home.environment(),
      stdio: ['ignore', unwritable, 'pipe'],
      encoding: 'utf8',
    })
    closeSync(unwritable)
    expect(shown.status, shown.stderr).toBe(1)
    expect(shown.stderr).toMatch(/^baton: Can't write the output \(E[A-Z]+\)\./)
  })

  it('leaves no run behind that was killed: it is interrupted, and resumed it ends', async () => {
    const run = home.begin(['run', home.workflowFile([quick, long], { concurrency: 1 })], atItsOwnPace)
    await run.until(/\[2\/2\] .*running/)
    run.child.kill('SIGKILL')
    await run.ended
    expect((await home.show()).status).toBe('interrupted')
    expect((await home.baton(['show', 'last'])).out).toContain('Interrupted: ')
    const resumed = await home.baton(['resume', 'last'])
    expect(resumed.code, resumed.err).toBe(0)
    expect(resumed.out).not.toContain('[1/2] Step 1: running')
  })
})

describe('an error', () => {
  it('is a sentence without a stack trace, which --verbose adds', async () => {
    const refused = [
      ['run', 'nothing of that name'],
      ['show', 'ffff'],
      ['show'],
      ['frobnicate'],
      ['run', 'decision-memo', '--budget', 'much'],
      ['run', 'decision-memo', '--json', '--quiet'],
      ['resume', 'last', '--approve', '--send-back', 'x'],
      ['edit', 'last', '1'],
      ['run', 'decision-memo', '--model', ''],
      ['import', 'nowhere.json'],
    ]
    for (const args of refused) {
      const { code, out, err } = await home.baton(args)
      expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' })
      expect(err, args.join(' ')).toMatch(/^baton: [A-Z-].*[.?:]\n/)
      expect(err).not.toMatch(/^\s+at /m)
    }
    const { code, err } = await home.baton(['run', 'nothing of that name', '--verbose'])
    expect(code).toBe(2)
    expect(err).toMatch(/^\s+at /m)
  })
})
