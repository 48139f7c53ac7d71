import type { WorkflowSummary } from '@shared/model/workflow-summary'
import type { ApiClient } from '@shared/contract'
import { Copy, LayoutPanelTop, PenLine, Play, Trash2, Upload, Workflow } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAnswer } from '../../state/use-answer'
import { formatCount } from '../../ui/format-count'
import { runStatusLook } from '../../ui/run-status-look'
import { saveFile } from '../../ui/save-file'
import { useSettled } from '../../ui/use-settled'
import type { FoundItems, PaletteItem } from './palette-item'

const MOST_WITHOUT_SEARCH = 8
const MOST_FOUND = 40
/** So few that it may be worth to look for the letters one by one. */
const FEW = 8
const TYPING_PAUSE_MS = 120
/** What can be done with a workflow, as the user may begin to say it: "run release notes". */
const VERB = /^(?:run|edit|open|duplicate|copy|export|delete|remove|save(?: as(?: template)?)?)(?:\s+|$)/i

/** Workflows by what was typed: the core looks for them, for there may be thousands. */
export function useWorkflowItems(search: string): FoundItems {
  const typed = useSettled(search.trim(), TYPING_PAUSE_MS)
  const answer = useAnswer(`palette workflows ${typed}`, (client, signal) =>
    findByWords(client, typed, signal),
  )
  const itemsOf = useItemsOf()
  // One letter is no workflow's name, and every verb would fit.
  const searching = search.trim().length > 1
  return {
    items: (answer.data ?? []).flatMap((workflow) => itemsOf(workflow, searching)),
    isSearching: answer.loading || typed !== search.trim(),
  }
}

/** A verb by itself means the newest ones, and those that are called so. */
async function findByWords(
  client: ApiClient,
  typed: string,
  signal: AbortSignal,
): Promise<WorkflowSummary[]> {
  const wanted = typed.replace(VERB, '')
  if (wanted !== '' || typed === '') return find(client, wanted, signal)
  const [named, newest] = await Promise.all([find(client, typed, signal), find(client, '', signal)])
  return withoutTwins([...named, ...newest])
}

async function find(client: ApiClient, wanted: string, signal: AbortSignal): Promise<WorkflowSummary[]> {
  if (wanted === '') {
    return (await client.workflows.list({ limit: MOST_WITHOUT_SEARCH }, { signal })).items
  }
  const exact = await client.workflows.list({ limit: MOST_FOUND, search: wanted }, { signal })
  if (exact.items.length >= FEW) return exact.items
  const loose = await client.workflows.list({ limit: MOST_FOUND, letters: wanted }, { signal })
  return withoutTwins([...exact.items, ...loose.items])
}

function withoutTwins(workflows: readonly WorkflowSummary[]): WorkflowSummary[] {
  return [...new Map(workflows.map((workflow) => [workflow.id, workflow])).values()]
}

/** The lines of one workflow; what can be done with it only where somebody looks for it. */
function useItemsOf(): (workflow: WorkflowSummary, searching: boolean) => PaletteItem[] {
  const navigate = useNavigate()
  const { connection, runSheet, templates, toasts, workflows } = useAppState()
  const { client } = connection
  // If it fails, the list of workflows is where it is tried again and the reason can be read.
  const orShowList = (work: Promise<void>): void => void work.catch(() => navigate('/workflows'))

  return (workflow, searching) => {
    const { id, name, description, lastRun, updatedAt } = workflow
    const status = lastRun === null ? undefined : runStatusLook(lastRun.status, lastRun.pauseReason)
    const steps = formatCount(workflow.stepCount, 'step')
    const open = (): void => void navigate(`/workflows/${id}`)
    const whole: PaletteItem = {
      id: `workflow ${id}`,
      name,
      detail: `${steps}, ${status === undefined ? 'never run' : status.word.toLowerCase()}`,
      also: description,
      icon: Workflow,
      path: `/workflows/${id}`,
      ...(status !== undefined && { status }),
      usedAt: Math.max(updatedAt, lastRun?.at ?? 0),
      run: open,
    }
    const run: PaletteItem = {
      id: `run ${id}`,
      name: `Run ${name}`,
      icon: Play,
      handicap: 0.02,
      run: () => runSheet.ask({ subject: { kind: 'workflow', workflowId: id }, name }),
    }
    if (!searching) return [whole]
    const duplicate = async (): Promise<void> => {
      const copy = await client.workflows.duplicate({ workflowId: id })
      await navigate(`/workflows/${copy.id}`)
      toasts.show({ message: `Duplicated as “${copy.name}”` })
    }
    const remove = async (): Promise<void> => {
      const { updatedAt: deletedAt } = await client.workflows.delete({ workflowId: id, updatedAt })
      workflows.changed()
      const bringBack = async (): Promise<void> => {
        await client.workflows.delete({ workflowId: id, updatedAt: deletedAt, undo: true })
        workflows.changed()
      }
      toasts.show({ message: `“${name}” deleted`, undo: () => orShowList(bringBack()) })
    }
    const exportFile = async (): Promise<void> => saveFile(await client.templates.export({ workflowId: id }))
    return [
      whole,
      run,
      { id: `edit ${id}`, name: `Edit ${name}`, icon: PenLine, handicap: 0.2, run: open },
      {
        id: `duplicate ${id}`,
        name: `Duplicate ${name}`,
        also: 'copy',
        icon: Copy,
        handicap: 0.2,
        run: () => orShowList(duplicate()),
      },
      {
        id: `export ${id}`,
        name: `Export ${name}`,
        also: 'file',
        icon: Upload,
        handicap: 0.2,
        run: () => orShowList(exportFile()),
      },
      {
        id: `save-template ${id}`,
        name: `Save ${name} as template`,
        icon: LayoutPanelTop,
        handicap: 0.2,
        run: () => templates.askToSave({ workflowId: id, name, description }),
      },
      {
        id: `delete ${id}`,
        name: `Delete ${name}`,
        also: 'remove',
        icon: Trash2,
        handicap: 0.25,
        run: () => orShowList(remove()),
      },
    ]
  }
}
