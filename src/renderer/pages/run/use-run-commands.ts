import type { Run } from '@shared/model/run'
import { useMemo } from 'react'
import { usePageCommands } from '../../state/app-state'
import type { PageCommand } from '../../state/command-store'
import { useRunControls } from './use-run-controls'

/** What the palette offers while a run is open. */
export function useRunCommands(run: Run, onChooseStep: (stepId: string) => void): void {
  const controls = useRunControls(run)
  const labels = run.steps.map((step) => step.label).join('\n')
  const commands = useMemo<PageCommand[]>(
    () => [
      ...(controls.canPause ? [{ id: 'pause', name: 'Pause run', run: () => controls.pause.run() }] : []),
      ...(controls.canResume ? [{ id: 'resume', name: 'Resume run', run: () => controls.resume.run() }] : []),
      ...(controls.canStop ? [{ id: 'stop', name: 'Stop run', run: () => controls.stop.run() }] : []),
      { id: 'again', name: 'Run again', detail: run.workflowName, run: controls.runAgain },
      ...run.steps.map((step, index) => ({
        id: step.id,
        name: step.label,
        detail: `step ${index + 1} of this run`,
        run: () => onChooseStep(step.id),
      })),
    ],
    // Events change the run many times a second; what is offered changes with these only.
    // oxlint-disable-next-line react/exhaustive-deps
    [run.id, run.status, run.pauseReason, labels],
  )
  usePageCommands('This run', commands)
}
