import type { Run } from '@shared/model/run'
import { Braces, Ellipsis, FileText, Pause, Play, RotateCcw, Square, Trash2 } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem, MenuLine } from '../../ui/menu'
import { saveFile } from '../../ui/save-file'
import { ActionError } from './action-error'
import { useRunControls } from './use-run-controls'

/** The one action that fits, and a menu with the rest. */
export function RunActions({ run }: { run: Run }) {
  const controls = useRunControls(run)
  return (
    <div className="run-actions">
      {controls.canPause && (
        <Button
          icon={Pause}
          unavailable={controls.pause.busy}
          hint="Lets the steps at work finish and starts no more"
          onClick={() => controls.pause.run()}
        >
          Pause
        </Button>
      )}
      {controls.canResume && (
        <Button
          look="primary"
          icon={Play}
          unavailable={controls.resume.busy}
          onClick={() => controls.resume.run()}
        >
          Resume
        </Button>
      )}
      {controls.canStop && (
        <Button
          look="ghost"
          icon={Square}
          unavailable={controls.stop.busy}
          hint="Breaks off what is at work; Resume goes on later"
          onClick={() => controls.stop.run()}
        >
          Stop
        </Button>
      )}
      {controls.canRunAgain && (
        <Button
          icon={Play}
          hint="Asks for an input, filled with this one, for a new run"
          onClick={controls.runAgain}
        >
          Run
        </Button>
      )}
      <MoreActions run={run} onRunAgain={controls.runAgain} />
      <ActionError errors={[controls.pause, controls.resume, controls.stop]} />
    </div>
  )
}

function MoreActions({ run, onRunAgain }: { run: Run; onRunAgain: () => void }) {
  const navigate = useNavigate()
  const { connection, toasts, runningNow } = useAppState()
  const { client } = connection
  const exportFile = useAction(async (format: 'markdown' | 'json') =>
    saveFile(await client.runs.export({ runId: run.id, format })),
  )
  const remove = useAction(async () => {
    const written = await client.runs.delete({ runId: run.id, updatedAt: run.updatedAt })
    runningNow.refresh()
    await navigate('/runs')
    toasts.show({
      message: `Run of “${run.workflowName}” deleted`,
      undo: () =>
        // If it can't be brought back, the page of the run says so.
        void client.runs
          .delete({ runId: run.id, updatedAt: written.updatedAt, undo: true })
          .catch(() => {})
          .then(() => navigate(`/runs/${run.id}`)),
    })
  })
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label="More" />}>
        <MenuItem icon={RotateCcw} onSelect={onRunAgain}>
          Run again…
        </MenuItem>
        <MenuItem icon={FileText} onSelect={() => exportFile.run('markdown')}>
          Export as Markdown
        </MenuItem>
        <MenuItem icon={Braces} onSelect={() => exportFile.run('json')}>
          Export as JSON
        </MenuItem>
        {run.status !== 'running' && (
          <>
            <MenuLine />
            <MenuItem icon={Trash2} danger onSelect={() => remove.run()}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
      <ActionError errors={[exportFile, remove]} />
    </>
  )
}
