/** The page as it is built: how much has to come before the list can be drawn, and nothing that its policy refuses. */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neededScripts, packedSize, readManifest } from '../../../scripts/tab/size.ts';
import { BUILT } from '../../../scripts/tab/stale.ts';

const MOST_KB = 180;

describe('the built page', () => {
  const manifest = readManifest(BUILT);
  const needed = neededScripts(manifest, 'index.html');

  test(`needs at most ${MOST_KB} KB of scripts before the first paint of the list`, () => {
    expect(packedSize(BUILT, needed) / 1024).toBeLessThan(MOST_KB);
  });

  test('fetches the charts, the menus and the other pages afterwards', () => {
    const later = ['overview/bars.tsx', 'overview/spots.tsx', 'overview/filters.tsx', 'run/run.tsx'];
    for (const source of later)
      expect([source, needed.includes(manifest[source]?.file ?? '')]).toEqual([source, false]);
  });

  test('has no script or style within the HTML, and evaluates nothing', () => {
    for (const page of ['index.html', 'signed-in.html']) {
      const html = readFileSync(join(BUILT, page), 'utf8');
      expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
    }
    const scripts = readdirSync(join(BUILT, 'assets')).filter((name) => name.endsWith('.js'));
    const evaluating = scripts.filter((name) =>
      /\beval\(|new Function\(/.test(readFileSync(join(BUILT, 'assets', name), 'utf8')),
    );
    expect(evaluating).toEqual([]);
  });

  test('leaves a place for the nonce of its styles', () => {
    expect(readFileSync(join(BUILT, 'index.html'), 'utf8')).toContain(
      '<meta property="csp-nonce" nonce="__CSP_NONCE__"',
    );
  });
});

test('what is imported by two is counted once', () => {
  const manifest = {
    'a.html': { file: 'a.js', imports: ['b', 'c'] },
    b: { file: 'b.js', imports: ['c'] },
    c: { file: 'c.js', imports: ['b'] },
  };
  expect(neededScripts(manifest, 'a.html')).toEqual(['a.js', 'b.js', 'c.js']);
});
