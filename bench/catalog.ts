/**
 * What it takes to load a folder of definitions at a start, as the product does: read, checked and held against what
 * was seen before. Files on this machine's disk, copies of a shipped one under ids of their own; one run to warm up.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '../src/provisioning/connectors/folder.ts';
import { createLiveCatalog } from '../src/provisioning/connectors/live.ts';
import { openSeenFile } from '../src/provisioning/connectors/seen-file.ts';

const SIZES = [
  { definitions: 50, bad: 0 },
  { definitions: 500, bad: 0 },
  { definitions: 500, bad: 1 },
];
const shipped = new URL('../src/provisioning/connectors/nectar.yaml', import.meta.url);

export default async function catalog() {
  measure(SIZES[0]!);
  return { rows: SIZES.map(measure) };
}

function measure({ definitions, bad }: { definitions: number; bad: number }) {
  const path = mkdtempSync(join(tmpdir(), 'registrar-bench-'));
  try {
    fill(path, definitions, bad);
    const began = performance.now();
    const live = createLiveCatalog({
      ...{ bundled: [], folder: openFolder(path), seen: openSeenFile(join(path, 'connectors-seen.json')) },
      now: () => 0,
      report: () => undefined,
    });
    const loaded = live.all().length;
    const wallMs = Math.round(performance.now() - began);
    return { definitions, bad: live.problems().length, loaded, wallMs };
  } finally {
    rmSync(path, { recursive: true });
  }
}

function fill(path: string, definitions: number, bad: number): void {
  const text = readFileSync(shipped, 'utf8');
  for (let number = 0; number < definitions; number += 1) {
    const own = text.replace('id: nectar', `id: copy-${number}`);
    const written = number < bad ? own.replace('schema: 1', 'schema: 0') : own;
    writeFileSync(join(path, `copy-${number}.yaml`), written);
  }
}
