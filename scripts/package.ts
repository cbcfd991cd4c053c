/**
 * `npm run package [FILE]`: the app for Teams as a zip, made from appPackage and the settings of
 * docs/configuration.md. Nothing is written when a setting is wrong.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './folders.ts';
import { packageContents } from './package/contents.ts';
import { PackageRefused } from './package/refused.ts';
import { readSettings } from './package/settings.ts';
import { zipOf } from './package/zip.ts';

/** npm runs this in the project's folder and says here where it was called. */
const calledFrom = process.env['INIT_CWD'] ?? process.cwd();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

try {
  const values = readSettings(process.env, version);
  const files = packageContents(values);
  const asked = process.argv[2];
  const path =
    asked === undefined ? join(root, 'dist', `registrar-${values.version}.zip`) : resolve(calledFrom, asked);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await zipOf(files));
  process.stdout.write(
    `${relative(calledFrom, path) || path} holds ${files.map(({ name }) => name).join(', ')}.\n` +
      `Upload it under Manage apps in the Teams admin center, or under Apps in Teams itself.\n`,
  );
} catch (error) {
  if (!(error instanceof PackageRefused)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
