import type { Run } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { useMemo } from 'react'
import { useMedia } from '../../ui/use-media'
import { layOutLanes } from './lay-out-lanes'
import { PipelineLine } from './pipeline-line'
import { PipelineRow } from './pipeline-row'
import { describeRow } from './describe-row'
import './pipeline.css'

interface PipelineProps {
  run: Run
  dependencies: StepDependencies
  shownStepId: string | null
  onChoose: (stepId: string) => void
}

const SHORT_ROW = 44
const TALL_ROW = 50
/** From the top of a row to the middle of its dot. */
const DOT_Y = 17

/** The steps of the run on their line, from top to bottom. */
export function Pipeline({ run, dependencies, shownStepId, onChoose }: PipelineProps) {
  const narrow = useMedia('(max-width: 1040px)')
  const rail = useMedia('(max-width: 720px)')
  const { concurrency } = run.options
  const layout = useMemo(
    () =>
      layOutLanes(
        run.steps.map((step) => step.settings),
        dependencies,
        concurrency,
      ),
    // oxlint-disable-next-line react/exhaustive-deps -- frozen steps change only together with their dependencies
    [dependencies, concurrency],
  )
  const laneX = (lane: number): number => (narrow ? 17 + lane * 16 : 23 + lane * 17)
  const textX = laneX(Math.max(0, ...layout.lanes)) + 17

  let y = 0
  const places = run.steps.map((step, index) => {
    const height = describeRow(step) === null ? SHORT_ROW : TALL_ROW
    const place = { top: y, height, x: laneX(layout.lanes[index] ?? 0), y: y + DOT_Y }
    y += height
    return place
  })

  return (
    <nav className="pipeline" aria-label="Pipeline">
      <ol>
        <PipelineLine steps={run.steps} edges={layout.edges} places={places} height={y} />
        {run.steps.map((step, index) => (
          <PipelineRow
            key={step.id}
            step={step}
            position={index + 1}
            total={run.steps.length}
            height={places[index]?.height ?? SHORT_ROW}
            dotX={places[index]?.x ?? 0}
            textX={textX}
            rail={rail}
            shown={step.id === shownStepId}
            onChoose={onChoose}
          />
        ))}
      </ol>
    </nav>
  )
}
