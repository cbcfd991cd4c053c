/** `npm run package` without npm: the zip as it is written, read back by another library. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { PACKAGE_ENV } from './package/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'registrar-package-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function make(
  name: string,
  changes: Record<string, string> = {},
): { code: number | null; said: string; path: string } {
  const path = join(folder, name);
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/package.ts', path], {
    env: { PATH, HOME, ...PACKAGE_ENV, ...changes },
    encoding: 'utf8',
  });
  return { code: status, said: stdout + stderr, path };
}

async function unpack(path: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const zip = await fromBufferPromise(readFileSync(path), { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return found;
}

describe('npm run package', () => {
  test('packs the manifest, its languages and two icons, and nothing else', async () => {
    const { code, said, path } = make('one.zip');
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('holds manifest.json, de.json, color.png, outline.png.'),
    ]);
    const files = await unpack(path);
    expect([...files.keys()]).toEqual(['manifest.json', 'de.json', 'color.png', 'outline.png']);
    expect(files.get('color.png')).toEqual(readFileSync('appPackage/color.png'));
    const manifest = JSON.parse(String(files.get('manifest.json'))) as Record<string, unknown>;
    expect(manifest['webApplicationInfo']).toEqual({
      id: PACKAGE_ENV.TAB_APP_ID,
      resource: `api://registrar.contoso.example/${PACKAGE_ENV.TAB_APP_ID}`,
    });
  });

  test('makes the same bytes of the same settings, wherever the clock stands', () => {
    const here = make('here.zip', { TZ: 'Pacific/Kiritimati' });
    const there = make('there.zip', { TZ: 'America/Los_Angeles' });
    expect(readFileSync(here.path).equals(readFileSync(there.path))).toBe(true);
  });

  test('writes nothing when a setting is wrong, and names every one', () => {
    const { code, said, path } = make('bad.zip', { PUBLIC_HOST: 'localhost', TERMS_URL: '' });
    expect(code).toBe(1);
    expect(said).toContain('- PUBLIC_HOST is a name of this machine');
    expect(said).toContain('- TERMS_URL is not set.');
    expect(existsSync(path)).toBe(false);
  });

  test('is a task like the others', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['package']).toBe('node scripts/run.mjs package');
    expect(readFileSync('scripts/run.mjs', 'utf8')).toContain("package: ['scripts/package.ts'],");
  });
});
