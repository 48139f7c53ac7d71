import type { ApiClient } from '@shared/contract'
import type { JsonValue } from '@shared/model/json'
import type { LoadedSubject } from './load-subject'

/**
 * Starts the run and gives its id. A template becomes a workflow of the user's first, to be changed and run again;
 * the subject then stands for that workflow, so that a second try does not make a second one.
 */
export async function startRun(
  client: ApiClient,
  subject: LoadedSubject,
  input: JsonValue | undefined,
): Promise<string> {
  const given = input === undefined ? {} : { input }
  if (subject.source === null) {
    const { runId } = await client.runs.clone({ runId: subject.runId ?? '', ...given })
    await client.runs.resume({ runId })
    return runId
  }
  if (subject.source.kind === 'template') {
    const workflow = await client.workflows.create({ templateId: subject.source.templateId })
    subject.source = { kind: 'workflow', workflowId: workflow.id }
  }
  return (await client.workflows.start({ source: subject.source, ...given })).runId
}
