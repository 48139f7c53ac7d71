import { openCore } from '@main/app'
import { planRun } from '@main/engine/plan-run'
import { createRunService } from '@main/engine/run-service'
import { createInstantModel } from '../measure/instant-model'
import { measureChains } from '../measure/measure-chains'
import { readTask } from '../measure/run-program'
import { type ChainTask, OUTPUT } from '../measure/chain-task'

/** The whole application; only the model answers at once. */
const task = readTask<ChainTask>()
const core = openCore({ dataFolder: task.folder, environment: {} })
const models = createInstantModel(OUTPUT)
const ports = { ...core.ports, models }
const service = createRunService(ports)

await measureChains(task, async (length) => {
  const steps = Array.from({ length }, (_, index) => ({
    id: `s${index}`,
    label: `C${index}`,
    stepType: 'generate' as const,
    prompt: index === 0 ? 'Begin with {{input}}.' : `Go on after {{steps.C${index - 1}.content}}`,
    provider: 'demo',
  }))
  const source = { workflow: { name: 'Chain', steps }, workflowId: null, sourcePath: null }
  const { run } = planRun(source, 'a topic', {}, ports)
  service.start(run)
  const { status } = await service.rested(run.id)
  if (status !== 'completed') throw new Error(`The chain ended as ${status}.`)
})
await service.close()
await core.close()
