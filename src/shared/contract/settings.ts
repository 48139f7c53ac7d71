import { type } from '@orpc/contract'
import { z } from 'zod'
import { connectionName } from '../model/connection'
import { procedure } from './errors'
import { nothing, updatedAt } from './fields'

/** The id of a run, or `done` when the user has dismissed the hint. */
const hint = z.string().min(1).max(100).nullable()

const values = z.strictObject({
  /** `system` follows the operating system. */
  theme: z.enum(['system', 'light', 'dark']),
  sidebarCollapsed: z.boolean(),
  /** The connection for steps that name none; null: by the rules of "Which connection". */
  defaultConnection: connectionName.nullable(),
  /** For new workflows. */
  defaultConcurrency: z.int().min(1).max(64),
  /** For new workflows, USD; null: no limit. */
  defaultBudgetUsd: z.number().positive().max(1_000_000).nullable(),
  /** Whether new workflows reuse finished outputs of earlier runs. */
  defaultReuse: z.boolean(),
  /** Tell by a system notification that a run waits at a gate, or has ended. */
  notifications: z.boolean(),
  /** Which run explained gates, and which one editing, for hints are shown in one run only. Null: none yet. */
  gateHint: hint,
  editHint: hint,
})

/** The user's preferences, complete: what was never set has its default. Rate limits are on the connections. */
export type Settings = z.infer<typeof values> & {
  /** 0 before the first change. */
  updatedAt: number
}

/** Preferences of the one user. */
export const settings = {
  get: procedure.input(nothing).output(type<Settings>()),

  /** Changes what is in `changes` and nothing else. Throws `CONFLICT`, `INVALID` (no such connection). */
  update: procedure
    .input(
      z.strictObject({
        updatedAt,
        changes: values
          .partial()
          .refine((changes) => Object.keys(changes).length > 0, 'There is nothing to change.'),
      }),
    )
    .output(type<Settings>()),
}
