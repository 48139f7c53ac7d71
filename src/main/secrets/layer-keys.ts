import type { KeyReader, KeyStore } from './key-store'

/** One store over several: reads ask the store, then the readers in their order; writes go to the store. */
export function layerKeys(store: KeyStore, ...readers: KeyReader[]): KeyStore {
  const layers = [store, ...readers]
  return {
    available: store.available,
    has: (slot) => layers.some((layer) => layer.has(slot)),
    get: (slot) => layers.find((layer) => layer.has(slot))?.get(slot) ?? Promise.resolve(undefined),
    set: (slot, key) => store.set(slot, key),
    delete: (connection) => store.delete(connection),
  }
}
