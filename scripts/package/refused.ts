/** Everything that is wrong with what the package was to be made from, one sentence each. */
export class PackageRefused extends Error {
  override readonly name = 'PackageRefused';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The package cannot be made:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}
