// Writes one line of JSON for each test file as it ends, so that what is done is known even when Jest never ends.
import { appendFileSync } from 'node:fs';
import process from 'node:process';

export default class PerFileReporter {
  onTestResult({ path }, { numPassingTests, numFailingTests, testExecError }) {
    const failed = numFailingTests + (testExecError && numFailingTests === 0 ? 1 : 0);
    const line = { path, passed: numPassingTests, failed };
    appendFileSync(process.env.JEST_PER_FILE, `${JSON.stringify(line)}\n`);
  }
}
