/** The hand-over: the vendor gets what it takes to connect, each thing once. */
import type { CredentialOffer, Definition } from '../../core/definition.ts';
import { broken, type Broken, type Path } from './broken.ts';

export function handOver({ handOver: { fields }, credentials: offers }: Definition): readonly Broken[] {
  const path: Path = ['handOver', 'fields'];
  const values: readonly string[] = fields.map(({ value }) => value);
  const labels = fields.map(({ label }) => label);
  const needed = ['application-id', 'tenant-id', ...(offers.some(isSecret) ? ['secret'] : [])];
  const missing = needed.filter((value) => !values.includes(value));
  return [
    ...missing.map((value) => unable(path, `The vendor is not given the ${value}.`)),
    ...(new Set(labels).size < labels.length ? [unable(path, 'Two fields have one label.')] : []),
    ...(new Set(values).size < values.length ? [unable(path, 'One value is given twice.')] : []),
    ...(values.includes('secret') && !offers.some(isSecret)
      ? [unable(path, 'There is a field for a secret, and no secret is offered.')]
      : []),
  ];
}

function isSecret({ kind }: CredentialOffer): boolean {
  return kind === 'secret';
}

function unable(path: Path, reason: string): Broken {
  return broken(path, 'DEF_HAND_OVER', { reason });
}
