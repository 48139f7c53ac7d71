import type { StepAnalysis } from './analyse-steps'

/** A reference between steps that aren't neighbours: it leaves the spine on a lane of its own source. */
export interface FlowBranch {
  from: number
  to: number
  /** From 1, outwards. */
  lane: number
  /** The step that reads stands above what it reads. */
  broken: boolean
}

export interface Flow {
  /** For each step but the last: whether the next one reads it. */
  joined: boolean[]
  branches: FlowBranch[]
}

/** Places every reference of a workflow: neighbours on the spine, all others on lanes, one per source. */
export function layOutFlow(steps: readonly StepAnalysis[], mostLanes: number): Flow {
  const joined = steps.slice(1).map((step, index) => step.reads.includes(index))
  const bySource = new Map<number, { to: number; broken: boolean }[]>()
  const add = (from: number, to: number, broken: boolean): void => {
    const targets = bySource.get(from)
    if (targets) targets.push({ to, broken })
    else bySource.set(from, [{ to, broken }])
  }
  for (const [position, step] of steps.entries()) {
    for (const source of step.reads) if (source !== position - 1) add(source, position, false)
    for (const later of step.readsTooEarly) add(later, position, true)
  }
  const sources = [...bySource]
    .map(([from, targets]) => {
      const ends = targets.map(({ to }) => to)
      return { from, targets, top: Math.min(from, ...ends), bottom: Math.max(from, ...ends) }
    })
    // Short ones first: they stay close to the spine, and long ones go around them.
    .sort((one, other) => one.bottom - one.top - (other.bottom - other.top) || one.from - other.from)
  const lanes: { top: number; bottom: number }[][] = []
  const branches = sources.flatMap(({ from, targets, top, bottom }) => {
    let lane = lanes.findIndex((taken) => taken.every((span) => span.bottom <= top || span.top >= bottom))
    if (lane === -1) lane = Math.min(lanes.length, mostLanes - 1)
    const taken = (lanes[lane] ??= [])
    taken.push({ top, bottom })
    return targets.map(({ to, broken }): FlowBranch => ({ from, to, lane: lane + 1, broken }))
  })
  return { joined, branches }
}
