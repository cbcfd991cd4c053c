/** What is chosen beforehand is among what can be chosen. */
import type { Definition } from '../../core/definition.ts';
import { broken, type Broken, type Path } from './broken.ts';

export function presets({ questions, permissions }: Definition): readonly Broken[] {
  const asked = questions.flatMap(({ preset, options }, index) =>
    notAmong(['questions', index, 'preset'], preset, idsOf(options)),
  );
  const granted = permissions.flatMap((choice, index) =>
    choice.kind === 'one-of'
      ? notAmong(['permissions', index, 'preset'], choice.preset, idsOf(choice.options))
      : [],
  );
  return [...asked, ...granted];
}

export function notAmong(path: Path, found: string, options: readonly string[]): readonly Broken[] {
  return options.includes(found) ? [] : [broken(path, 'DEF_PRESET', { found, options: options.join(', ') })];
}

function idsOf(options: readonly { readonly id: string }[]): readonly string[] {
  return options.map(({ id }) => id);
}
