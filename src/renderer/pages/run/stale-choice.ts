import { dependentsOf, type StepDependencies } from '@shared/prompt/step-dependencies'

/**
 * Which of the stale steps are left out of a re-run, after one was put in or taken out. A step that runs on stale
 * text stays stale: what is left out takes along what reads it, and what is put in brings what it reads.
 *
 * @param leftOut ids of those that are left out now
 */
export function toggleStale(
  stepIds: readonly string[],
  dependencies: StepDependencies,
  leftOut: ReadonlySet<string>,
  toggled: string,
): Set<string> {
  const readers = dependentsOf(dependencies, toggled)
  if (!leftOut.has(toggled)) {
    return new Set(stepIds.filter((id) => leftOut.has(id) || id === toggled || readers.has(id)))
  }
  return new Set(
    stepIds.filter((id) => leftOut.has(id) && id !== toggled && !dependentsOf(dependencies, id).has(toggled)),
  )
}
