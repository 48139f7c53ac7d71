import { runVitest } from './run-tests.mjs'
import { inSecretService, prepareSecretService } from './with-secret-service.mjs'

/**
 * Runs the tests of the keychain against a real Secret Service, and counts them. Where none can be had, one line says
 * so; the rules of the keychain are tested everywhere (`test/integration/keychain.test.ts`).
 */
export async function runKeychainTests(root) {
  const problem = prepareSecretService()
  if (problem !== null) {
    console.log(`The keychain was not tested against a real Secret Service: ${problem}.`)
    return { passed: 0, skipped: 0, failed: 0 }
  }
  const { within, environment, remove } = inSecretService()
  try {
    // D-Bus and the keyring talk a lot on the terminal: it is shown if something failed.
    const outcome = await runVitest(root, 'vitest run --project node test/secret-service', {
      within,
      environment,
    })
    if (outcome.failed > 0) console.log(outcome.output.trimEnd())
    else console.log(`✓ keychain against a real Secret Service (${outcome.passed} tests)`)
    return outcome
  } finally {
    remove()
  }
}
