import type { ModelChunk, ModelRequest } from '@main/engine/ports'

/** One protocol's way to send a request and stream the answer: `ModelPort.stream` for one connection. */
export type StreamModel = (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelChunk>
