/** `npm run connector`, as a process: what it prints for people, and how it ends. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadBundled } from '../../src/provisioning/connectors/catalog.ts';

const folder = mkdtempSync(join(tmpdir(), 'registrar-connector-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHIPPED = 'src/provisioning/connectors';
const nectar = readFileSync(`${SHIPPED}/nectar.yaml`, 'utf8');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function connector(...args: string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'], INIT_CWD: folder };
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [join(process.cwd(), 'scripts/connector.ts'), ...args],
      { env },
      (_, out, err) => done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

function write(name: string, from: string | RegExp, to: string): string {
  const text = nectar.replace(from, to);
  if (text === nectar) throw new RangeError(`nothing to change: ${String(from)}`);
  writeFileSync(join(folder, name), text);
  return name;
}

describe('the check of a definition', () => {
  test('what is shipped is in order', async () => {
    const paths = loadBundled().map(({ id }) => join(process.cwd(), SHIPPED, `${id}.yaml`));
    const { code, out, err } = await connector('check', ...paths);
    expect([code, err]).toEqual([0, '']);
    expect(out.match(/: in order$/gm)).toHaveLength(paths.length);
    expect(out).toContain('User.Read.All (application) is covered by Directory.Read.All.');
  });

  test('a good file: the form, the plan, the way by hand and the hand-over', async () => {
    writeFileSync(join(folder, 'good.yaml'), nectar);
    const { code, out } = await connector('check', 'good.yaml');
    expect(code).toBe(0);
    for (const line of [
      'good.yaml: in order',
      'Nectar DXP (nectar, version 1) of Nectar',
      '  Name in your tenant: Nectar DXP Cloud Connector',
      '      (x) Full profile: User.Read.All',
      '  [ ] Teams devices: TeamworkDevice.Read.All',
      'The plan of that form in an empty tenant',
      '  Permission: CallRecords.Read.All (application), Read all call records',
      'Handed over to your Nectar representative',
      '  Client secret value: the secret, shown once',
    ]) {
      expect(out.split('\n')).toContain(line);
    }
    expect(out).toMatch(/^By hand it is \d+ steps in the portal, \d+ lines in all\.$/m);
    expect(out).toMatch(/^ {2}Client secret: until \d+ \w{3} \d{4}$/m);
    expect(out).not.toContain('Worth a thought');
  });

  test('what only a person knows is made up, and said to be', async () => {
    const { out } = await connector('check', join(process.cwd(), SHIPPED, 'cirrus-connect.yaml'));
    expect(out).toContain('where every function is chosen and the account is somebody@example.com');
  });

  test('every problem has its line, and the other files are checked all the same', async () => {
    const bad = write('bad.yaml', 'title: Nectar DXP', 'titel: Nectar DXP');
    writeFileSync(join(folder, 'good.yaml'), nectar);
    const { code, out } = await connector('check', bad, 'good.yaml');
    expect(code).toBe(1);
    expect(out).toContain('bad.yaml: 2 problems');
    expect(out).toMatch(/^bad\.yaml:\d+: titel\n {2}bad\.yaml, line \d+: there is no field titel\.\n/m);
    expect(out).toContain('  Did you mean title?\n  (DEF_UNKNOWN_FIELD)');
    expect(out).toContain('good.yaml: in order');
  });

  test.each<[string, string | RegExp, string, string]>([
    [
      'an id of another permission',
      '45bbb07e-7321-4fd7-a8f6-3ff27e6a81c8',
      '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
      'DEF_PERMISSION_MISMATCH',
    ],
    ['a name nobody knows', 'CallRecords.Read.All', 'CallRecords.Peek.All', 'DEF_PERMISSION_MISMATCH'],
    ['an id nobody knows', '45bbb07e-7321', '45bbb07e-7322', 'DEF_PERMISSION_MISMATCH'],
    ['a permission that is never ticked', '0591bafd-7c1c', '0591bafd-7c1d', 'DEF_PERMISSION_MISMATCH'],
    ['Tier 0', /CallRecords\.Read\.All/, 'Directory.ReadWrite.All', 'DEF_TIER0_BLOCKED'],
  ])('permissions are held against the catalogue of Microsoft: %s', async (_, from, to, expected) => {
    const { code, out } = await connector('check', write('changed.yaml', from, to));
    expect(code).toBe(1);
    expect(out).toMatch(/^changed\.yaml:\d+: permissions\[\d\]/m);
    expect(out).toContain(`(${expected})`);
  });

  test('a permission of another service cannot be checked here, and that is said', async () => {
    const other = '00000003-0000-0ff1-ce00-000000000000';
    const path = write(
      'other.yaml',
      'value: TeamworkDevice.Read.All',
      `resource: ${other}\n      value: TeamworkDevice.Read.All`,
    );
    const { code, out } = await connector('check', path);
    expect(code).toBe(0);
    expect(out).toContain(
      `TeamworkDevice.Read.All (application) belongs to the service ${other} and is not checked here`,
    );
  });

  test('what can take over a tenant with somebody signed in is worth a thought', async () => {
    const path = write(
      'delegated.yaml',
      /value: TeamworkDevice\.Read\.All\n +type: application\n +id: \S+/,
      'value: Directory.ReadWrite.All\n      type: delegated\n      id: c5366453-9fb0-48a5-a156-24f0c49a4b84',
    );
    const { code, out } = await connector('check', path);
    expect(code).toBe(0);
    expect(out).toContain('Directory.ReadWrite.All (delegated) can take over the whole tenant');
  });

  test('no file, a folder and a file that is too large', async () => {
    writeFileSync(join(folder, 'large.yaml'), 'x'.repeat(256 * 1024 + 1));
    const { code, out } = await connector('check', 'nowhere.yaml', '.', 'large.yaml');
    expect(code).toBe(1);
    expect(['DEF_UNREADABLE', 'DEF_NOT_A_FILE', 'DEF_TOO_LARGE'].filter((one) => !out.includes(one))).toEqual(
      [],
    );
  });
});

test.each([[[]], [['check']], [['chekc', 'x.yaml']], [['--help']]])('how it is used: %j', async (args) => {
  const { code, out, err } = await connector(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('npm run connector check FILE...');
});
