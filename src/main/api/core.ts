import type { EnginePorts } from '@main/engine/ports'
import type { RunService } from '@main/engine/run-service'
import type { Trials } from '@main/engine/trials'
import type { Connections } from '@main/llm/connections'
import type { ModelCatalog } from '@main/llm/model-catalog'
import type { RequestLimits } from '@main/llm/request-limits'
import type { Prices } from '@main/llm/prices'
import type { KeyStore } from '@main/secrets/key-store'
import type { Store } from '@main/store/open-store'

/** The application without a host: everything that the API is made of. Built by `openCore` in `app.ts`. */
export interface Core {
  readonly version: string
  /** Absolute path. */
  readonly dataFolder: string
  readonly store: Store
  readonly runs: RunService
  readonly trials: Trials
  readonly ports: EnginePorts
  readonly connections: Connections
  readonly keys: KeyStore
  /** Which models the connections offer. */
  readonly catalog: ModelCatalog
  /** The limits of the connections, to be told of changes. */
  readonly limits: RequestLimits
  /** What is known of a model beside its price. */
  readonly modelFacts: Prices['modelFacts']
  /** Stops the runs in progress, waits until that is durable, and closes the database. */
  close(): Promise<void>
}
