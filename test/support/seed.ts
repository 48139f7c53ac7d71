import { env } from 'node:process'

/** Where random choices start; given again, they are the same again. Only another seed tries anything new. */
export const seed = Number(env['BATON_SEED'] ?? 20_261_122)
