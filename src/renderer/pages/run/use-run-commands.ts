import type { Run } from '@shared/model/run'
import { Braces, FileText, GitCommitVertical, Pause, Play, RotateCcw, Square } from 'lucide-react'
import type { PageCommand } from '../../state/command-store'
import { usePageCommands } from '../../state/use-page-commands'
import { useShortcut } from '../../ui/use-shortcut'
import type { RunControls } from './use-run-controls'
import type { RunErrands } from './use-run-errands'

interface RunCommandOptions {
  run: Run
  controls: RunControls
  exportFile: RunErrands['exportFile']
  /** As its button does, which may ask something first. */
  onResume: () => void
  onChooseStep: (stepId: string) => void
}

/** What palette, keys and menu can do while a run is open. */
export function useRunCommands({
  run,
  controls,
  exportFile,
  onResume,
  onChooseStep,
}: RunCommandOptions): void {
  const { canResume, canStop } = controls
  const canPause = controls.canPause && !controls.pausing
  const pause = (): void => controls.pause.run()
  const stop = (): void => controls.stop.run()
  useShortcut(canPause || canResume ? 'pauseOrResume' : undefined, canPause ? pause : onResume)
  useShortcut(canStop ? 'stop' : undefined, stop)
  useShortcut('runAgain', controls.runAgain)

  const commands: (PageCommand | false)[] = [
    canPause && { id: 'pause', name: 'Pause run', icon: Pause, shortcut: 'pauseOrResume', run: pause },
    canResume && { id: 'resume', name: 'Resume run', icon: Play, shortcut: 'pauseOrResume', run: onResume },
    canStop && { id: 'stop', name: 'Stop run', icon: Square, shortcut: 'stop', run: stop },
    {
      id: 'again',
      name: 'Run again',
      detail: run.workflowName,
      icon: RotateCcw,
      shortcut: 'runAgain',
      run: controls.runAgain,
    },
    {
      id: 'markdown',
      name: 'Export Markdown',
      icon: FileText,
      shortcut: 'export',
      run: () => exportFile.run('markdown'),
    },
    { id: 'json', name: 'Export JSON', icon: Braces, run: () => exportFile.run('json') },
    ...run.steps.map((step, index) => ({
      id: step.id,
      name: step.label,
      detail: `step ${index + 1} of this run`,
      icon: GitCommitVertical,
      run: () => onChooseStep(step.id),
    })),
  ]
  usePageCommands(
    'This run',
    commands.filter((command) => command !== false),
  )
}
