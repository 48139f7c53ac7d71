import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { contract, type ApiClient } from '@shared/contract'

/** Every procedure of the contract by its path, such as `runs.steps.retry`. */
export const PROCEDURES: string[] = [...walk(contract, [])]

function* walk(router: AnyContractRouter, path: string[]): Generator<string> {
  if (isContractProcedure(router)) yield path.join('.')
  else for (const [key, part] of Object.entries(router)) yield* walk(part, [...path, key])
}

/** Calls a procedure by its path with any input, as a caller without types could. */
export async function callProcedure(client: ApiClient, path: string, input: unknown): Promise<unknown> {
  const procedure: unknown = path
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], client)
  return (procedure as (input: unknown) => Promise<unknown>)(input)
}
