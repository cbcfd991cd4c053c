/** A line of the history in words: `plan-approved` is `Plan approved`, and what follows it is what it is about. */
export function eventWords(what: string): string {
  const [code = '', ...about] = what.split(' ');
  const words = code.replaceAll('-', ' ');
  return [words.charAt(0).toUpperCase() + words.slice(1), ...about].join(' ');
}
