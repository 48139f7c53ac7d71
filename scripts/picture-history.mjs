import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const template = resolve(import.meta.dirname, '../resources/templates/decision-memo.baton.json')
const commandLine = resolve(import.meta.dirname, '../out/main/cli.js')
const DAY_MS = 86_400_000

/** Days ago, model, and how many words the answers have. */
const SPENT = [
  [12, 'gpt-5-mini', 900],
  [11, 'gpt-5', 500],
  [9, 'gpt-5-mini', 1200],
  [8, 'gpt-4.1', 700],
  [5, 'gpt-5', 900],
  [4, 'gpt-5-mini', 600],
  [2, 'gpt-5', 700],
  [1, 'gpt-4.1', 900],
]

const VOICES = {
  format: 'baton/1',
  name: 'Two voices',
  description: 'The best case for and against, side by side, your judgement, and a memo.',
  steps: [
    { label: 'For', stepType: 'analyze', prompt: 'The best case for: {{input}}' },
    { label: 'Against', stepType: 'analyze', prompt: 'The best case against: {{input}}' },
    {
      label: 'You decide',
      stepType: 'review',
      prompt: '{{steps.For.content}}\n\n{{steps.Against.content}}',
    },
    {
      label: 'Memo',
      stepType: 'generate',
      prompt: 'Write the decision as a memo:\n{{steps.You decide.content}}',
    },
  ],
}

const MINUTES = {
  format: 'baton/1',
  name: 'Minutes to tasks',
  description: 'Takes the tasks out of meeting notes and writes a message to everybody who has one.',
  steps: [
    { label: 'Tasks', stepType: 'extract', prompt: 'List the tasks in these notes:\n{{input}}' },
    {
      label: 'Messages',
      stepType: 'generate',
      prompt: 'Write to each person:\n{{steps.Tasks.content}}',
      model: 'demo-fail-401',
    },
  ],
}

/**
 * Gives the data folder a past: spend on several days (from a server on this computer that answers as OpenAI would),
 * a completed, a failed and a stale run. The addresses of the last three are returned.
 */
export async function makeHistory(home) {
  const provider = await startProvider()
  const voices = join(home, 'two-voices.baton.json')
  const minutes = join(home, 'minutes-to-tasks.baton.json')
  writeFileSync(voices, JSON.stringify(VOICES))
  writeFileSync(minutes, JSON.stringify(MINUTES))
  const baton = (parameters, environment = {}) =>
    run(process.execPath, [commandLine, ...parameters], {
      env: { ...process.env, BATON_HOME: home, BATON_DEMO_PACE: '0', ...environment },
    })
  const startRun = async (parameters) => {
    // A run that fails or pauses ends with another code than 0; its first event names it all the same.
    const { stdout } = await baton(['run', ...parameters, '--json']).catch((error) => error)
    return JSON.parse(stdout.slice(0, stdout.indexOf('\n'))).runId
  }
  try {
    for (const [daysAgo, model, words] of SPENT) {
      provider.answerWith(words)
      await baton(
        ['run', voices, '--yolo', '--quiet', '--model', model, '--input', 'Should we rewrite it?'],
        {
          OPENAI_API_KEY: 'picture',
          OPENAI_BASE_URL: provider.url,
          NODE_OPTIONS: shiftedClock(daysAgo * DAY_MS),
        },
      )
    }
  } finally {
    provider.close()
  }
  const failed = await startRun([minutes, '--input', 'Mira: please ask for an offer.'])
  const { input } = JSON.parse(readFileSync(template, 'utf8'))
  const stale = await startRun([template, '--connection', 'demo', '--yolo', '--input', input.example])
  const preMortem =
    '## What Went Wrong\n\n- **Hosted search:** a price filter leaked to the wrong customer in week three.'
  await baton(['edit', stale, 'Pre-Mortem', '--text', preMortem])
  const completed = await startRun([
    voices,
    '--connection',
    'demo',
    '--yolo',
    '--input',
    'Should we rewrite it?',
  ])
  return { failed, stale, completed, importFile: voices }
}

/** Node's clock, so much behind. */
function shiftedClock(milliseconds) {
  const source = `const now = Date.now; Date.now = () => now() - ${milliseconds}`
  return `--import=data:text/javascript,${encodeURIComponent(source)}`
}

async function startProvider() {
  let words = 0
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      const event = (data) =>
        `data: ${JSON.stringify({ id: 'picture', object: 'chat.completion.chunk', model: 'picture', created: 0, ...data })}\n\n`
      const choice = (delta, reason = null) => ({ choices: [{ index: 0, delta, finish_reason: reason }] })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(event(choice({ role: 'assistant', content: 'An answer. ' })))
      response.write(event(choice({}, 'stop')))
      response.write(
        event({
          choices: [],
          usage: { prompt_tokens: words * 3, completion_tokens: words * 2, total_tokens: words * 5 },
        }),
      )
      response.end('data: [DONE]\n\n')
    })
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    answerWith: (count) => {
      words = count
    },
    close: () => server.close(),
  }
}
