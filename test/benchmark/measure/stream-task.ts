/** What is asked of the provider of the benchmark, in the model's name: `bench/20000/500` is chunks and chunks per second. */
export function streamModel(chunks: number, perSecond: number): string {
  return `bench/${chunks}/${perSecond}`
}

export interface ListenTask {
  /** Of a server that runs: where it listens, and the cookie of its page. */
  origin: string
  cookie: string
  pid: number
  model: string
}

export interface SdkTask {
  baseUrl: string
  model: string
}

/** What reading one stream took, as the reader saw it. */
export interface StreamAnswer {
  /** From sending the request until the end. */
  ms: number
  /** Chunks that arrived; the provider writes a stamp of its clock into each. */
  chunks: number
  /** Median milliseconds from the provider's stamp to the reader. */
  latencyMs: number
  /** Of the process that speaks with the provider. */
  processorMs: number
  peakMegabytes: number
}
