import { lazy, useState, type ComponentType } from 'react'

type LoadPart<Props> = () => Promise<{ default: ComponentType<Props> }>

/** What fetches the code of parts that nobody has needed yet. */
const unfetched = new Set<() => Promise<unknown>>()

/**
 * A component whose code is not in the first load: it comes when it is first shown, or before by `fetchLateParts`. Then
 * it is there at once, where a lazy one would show its fallback for 300 ms all the same.
 */
export function latePart<Props extends object>(load: LoadPart<Props>): ComponentType<Props> {
  let fetched: ComponentType<Props> | null = null
  const fetchPart: LoadPart<Props> = async () => {
    const module = await load()
    fetched = module.default
    unfetched.delete(fetchPart)
    return module
  }
  unfetched.add(fetchPart)
  const Lazy: ComponentType<Props> = lazy(fetchPart)
  return function LatePart(props: Props) {
    const [Part] = useState<ComponentType<Props>>(() => fetched ?? Lazy)
    return <Part {...props} />
  }
}

/** Fetches what may be wanted, part by part. What can't be had now is tried again when it is shown. */
export async function fetchLateParts(): Promise<void> {
  for (const fetchPart of unfetched) await fetchPart().catch(() => {})
}
