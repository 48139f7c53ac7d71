/** A reporter of Vitest: names each test that passed only at its second try, which there is in CI only, and why. */
export default class NameRetriedTests {
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky !== true) return
    const reasons = test.result().errors?.map(({ message }) => message) ?? []
    console.log(
      [`\nPassed at the second try: ${test.module.relativeModuleId} > ${test.fullName}`, ...reasons].join(
        '\n  ',
      ),
    )
  }
}
