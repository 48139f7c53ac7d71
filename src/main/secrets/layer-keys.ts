import type { KeyReader, KeyStore } from './key-store'

/** One store over several: reads ask the store, then the readers in their order; writes go to the store. */
export function layerKeys(store: KeyStore, ...readers: KeyReader[]): KeyStore {
  const layers = [store, ...readers]
  return {
    ...store,
    has: (slot) => layers.some((layer) => layer.has(slot)),
    find: (slot) => layers.find((layer) => layer.has(slot))?.find(slot),
    get: (slot) => layers.find((layer) => layer.has(slot))?.get(slot) ?? Promise.resolve(undefined),
  }
}
