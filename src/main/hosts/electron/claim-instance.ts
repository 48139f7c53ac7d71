import { app } from 'electron'
import { z } from 'zod'

/** What a second instance hands over to the first. */
const handover = z.object({ files: z.array(z.string()) })
type Handover = z.infer<typeof handover>

/**
 * Whether this is the only instance with this data folder. If not, the one that runs is shown and opens the files,
 * and this one has to end.
 * @param onSecond another instance was started later, and has ended
 */
export function claimInstance(files: string[], onSecond: (files: string[]) => void): boolean {
  const mine: Handover = { files }
  if (!app.requestSingleInstanceLock(mine)) return false
  app.on('second-instance', (_event, _programArguments, _workingFolder, data) => {
    onSecond(handover.safeParse(data).data?.files ?? [])
  })
  return true
}
