/** What the programs that make chains of steps are asked. */
export interface ChainTask {
  folder: string
  /** Steps of one chain. */
  length: number
  /** How many chains are measured, one after the other. */
  chains: number
  /** Steps before the measurement begins, so that code is compiled. */
  warmUp: number
}

export interface ChainAnswer {
  /** By the clock, of all measured steps together. */
  ms: number
  processorMs: number
  bytesHanded: number
  bytesSent: number
  peakMegabytes: number
}

/** What every step answers. */
export const OUTPUT = 'The answer of a model, in a sentence or two, as it comes from a short prompt. '.repeat(
  3,
)
