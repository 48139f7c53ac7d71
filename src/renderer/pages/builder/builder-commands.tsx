import {
  ChevronUp,
  CircleAlert,
  Download,
  FastForward,
  GitCommitVertical,
  LayoutPanelTop,
  Play,
  Plus,
  Redo2,
  Save,
  TextCursorInput,
  Undo2,
} from 'lucide-react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { PageCommand } from '../../state/command-store'
import { usePageCommands } from '../../state/use-page-commands'
import { formatCount } from '../../ui/format-count'
import { useBuilder, useView } from './builder-context'
import { STEP_TYPE_OPTIONS } from './steps/step-type-options'
import { useAddStep } from './steps/use-add-step'
import { useStepCommands } from './steps/use-step-commands'
import type { SaveAndRun } from './use-save-and-run'
import { useUndo } from './use-undo'

interface BuilderCommandsProps {
  actions: SaveAndRun
  /** How many there are. */
  problems: number
}

/** What the palette can do while the builder is open. Draws nothing. */
export function BuilderCommands({ actions, problems }: BuilderCommandsProps) {
  const scope = useBuilder()
  const undo = useUndo(scope)
  const add = useAddStep()
  const steps = useSteps()
  const isOpen = useView((view) => view.openStepId !== null)
  const yoloMode = useStore(scope.session.document.store, ({ workflow }) => workflow.yoloMode ?? false)
  useStepCommands()

  const commands: (PageCommand | false)[] = [
    { id: 'save', name: 'Save', icon: Save, shortcut: 'save', run: actions.save },
    { id: 'run', name: 'Run', icon: Play, shortcut: 'run', run: actions.run },
    undo.canUndo && { id: 'undo', name: 'Undo', icon: Undo2, shortcut: 'undo', run: undo.undo },
    undo.canRedo && { id: 'redo', name: 'Redo', icon: Redo2, shortcut: 'redo', run: undo.redo },
    ...STEP_TYPE_OPTIONS.map(({ value, name }) => ({
      id: `add ${value}`,
      name: `Add step: ${name}`,
      icon: Plus,
      run: () => add.ofType(value),
    })),
    {
      id: 'input',
      name: 'Describe the input',
      detail: 'what a run is given',
      icon: TextCursorInput,
      run: () => scope.view.goTo({ stepId: null, field: 'input.description' }),
    },
    problems > 0 && {
      id: 'problems',
      name: 'Show problems',
      detail: formatCount(problems, 'problem'),
      icon: CircleAlert,
      run: () => scope.view.set({ problemsOpen: true }),
    },
    isOpen && {
      id: 'collapse',
      name: 'Collapse the open step',
      icon: ChevronUp,
      run: () => scope.view.set({ openStepId: null }),
    },
    {
      id: 'export',
      name: 'Export',
      detail: 'saves, and gives the workflow as a file',
      icon: Download,
      shortcut: 'export',
      run: actions.exportFile,
    },
    {
      id: 'yolo',
      name: 'YOLO mode',
      detail: yoloMode ? 'is on, turns it off' : 'is off, turns it on',
      icon: FastForward,
      run: () => scope.session.document.edit((workflow) => ({ ...workflow, yoloMode: !yoloMode })),
    },
    { id: 'template', name: 'Save as template', icon: LayoutPanelTop, run: actions.saveAsTemplate },
    ...steps.map(([id, label], position) => ({
      id,
      name: label,
      detail: `step ${position + 1} of this workflow`,
      icon: GitCommitVertical,
      run: () => scope.view.goTo({ stepId: id, field: 'label' }),
    })),
  ]
  usePageCommands(
    'This workflow',
    commands.filter((command) => command !== false),
  )
  return null
}

/** Ids and labels. */
function useSteps(): [string, string][] {
  const { document } = useBuilder().session
  const flat = useStore(
    document.store,
    useShallow(({ workflow }) => workflow.steps.flatMap(({ id, label }) => [id, label])),
  )
  return flat.flatMap((id, at) => (at % 2 === 0 ? [[id, flat[at + 1] ?? ''] as [string, string]] : []))
}
