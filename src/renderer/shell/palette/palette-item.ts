import type { CommandName } from '@shared/commands'
import type { LucideIcon } from 'lucide-react'
import type { StatusLook } from '../../ui/status-label'

/** A line of the palette. */
export interface PaletteItem {
  /** Unique in the palette, and the same the next time. */
  id: string
  name: string
  /** The context, in a few words. */
  detail?: string
  /** Words by which it is found as well. */
  also?: string
  icon: LucideIcon
  /** Whose keys are shown. */
  command?: CommandName
  /** How the run or the workflow's last run stands. */
  status?: StatusLook
  /** The page it leads to, where it is one's own page. */
  path?: string
  /** When it was last used or changed; 0: not known. */
  usedAt?: number
  /** What stands behind the others where they fit equally well, from 0 (not at all) to 1. */
  handicap?: number
  run: () => void
}

/** Lines that the core was asked for. */
export interface FoundItems {
  items: PaletteItem[]
  /** Others may take their place. */
  isSearching: boolean
}

export interface PaletteGroup {
  heading: string
  items: PaletteItem[]
}
