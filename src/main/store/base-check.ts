import { conflict } from '@shared/errors'

/** @throws BatonError `CONFLICT` if a thing is not any more what a write was based on */
export function checkBase(what: string, current: number | null, basedOn: number | null): void {
  checkSame(what, current === basedOn)
}

/** @throws BatonError `CONFLICT` if a thing is not the same any more */
export function checkSame(what: string, isSame: boolean): void {
  if (isSame) return
  throw conflict(
    `This ${what} was changed elsewhere in the meantime.`,
    'Load it again, then repeat the change.',
  )
}

/** The time of a write: now, but always later than the write before, so that it tells the two apart. */
export function nextUpdate(now: number, before: number): number {
  return Math.max(now, before + 1)
}
