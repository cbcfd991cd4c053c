/** What goes into the package: the files of appPackage with their `{{names}}` filled in, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../folders.ts';
import type { PackageValues } from './settings.ts';

export interface PackedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Source {
  readonly localizationInfo: { readonly additionalLanguages: readonly { readonly file: string }[] };
  readonly icons: { readonly color: string; readonly outline: string };
}

export const SOURCE_FOLDER = join(root, 'appPackage');

/** The manifest comes first; what else there is, the manifest names. */
export function packageContents(values: PackageValues): readonly PackedFile[] {
  const { localizationInfo, icons } = JSON.parse(source('manifest.json').toString()) as Source;
  const texts = ['manifest.json', ...localizationInfo.additionalLanguages.map(({ file }) => file)];
  return [
    ...texts.map((name) => ({ name, bytes: Buffer.from(filled(source(name).toString(), values)) })),
    ...[icons.color, icons.outline].map((name) => ({ name, bytes: source(name) })),
  ];
}

/** A value is put in as it stands inside of a JSON string. A name without a value stays, and the tests look for one. */
function filled(text: string, values: PackageValues): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? JSON.stringify(values[name as keyof PackageValues]).slice(1, -1) : whole,
  );
}

function source(name: string): Buffer {
  return readFileSync(join(SOURCE_FOLDER, name));
}
