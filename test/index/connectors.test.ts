/** The connectors of an installation: its own folder beside what ships, and what its log says about them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openCatalog } from '../../src/index/connectors.ts';
import { createLog } from '../../src/log.ts';
import { loadBundled } from '../../src/provisioning/connectors/catalog.ts';

let dataDir: string;
let connectorsDir: string;
let lines: string[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'registrar-index-'));
  connectorsDir = join(dataDir, 'mine');
  mkdirSync(connectorsDir);
  lines = [];
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const shipped = readFileSync('src/provisioning/connectors/nectar.yaml', 'utf8');
const log = createLog('debug', [{ level: 'debug', write: (line) => lines.push(line) }]);

function open(folder: string | null = connectorsDir) {
  return openCatalog({ connectorsDir: folder, dataDir }, log);
}

test('without a folder it is what ships, noted in the data folder', () => {
  expect(open(null).all()).toHaveLength(loadBundled().length);
  const noted = JSON.parse(readFileSync(join(dataDir, 'connectors-seen.json'), 'utf8')) as {
    connectors: readonly { id: string }[];
  };
  expect(noted.connectors.map(({ id }) => id)).toContain('nectar');
  expect(lines).toEqual([]);
});

test('a definition of the folder is offered, and a broken one is logged with its line and the way out', () => {
  writeFileSync(join(connectorsDir, 'mine.yaml'), shipped.replace('id: nectar', 'id: mine'));
  writeFileSync(join(connectorsDir, 'broken.yaml'), shipped.replace('version: 1', 'version: one'));
  expect(open().byId('mine')?.title).toBe('Nectar DXP');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      level: 40,
      problem: 'DEF_WRONG_VALUE',
      file: 'broken.yaml',
      line: expect.any(Number),
      field: 'version',
      what: expect.stringContaining('the value of version is not usable'),
      fix: 'Correct the value of version.',
      msg: 'a connector definition needs attention',
    }),
  ]);
});

test('a folder that is not there is logged, and what ships is offered', () => {
  expect(open(join(dataDir, 'nowhere')).byId('nectar')).toBeDefined();
  expect(lines.join()).toContain('DEF_FOLDER_UNREADABLE');
  expect(lines.join()).toContain('CONNECTORS_DIR');
});
