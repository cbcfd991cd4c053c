/** The page, made by Vite: no script within the HTML, nothing evaluated, every file but the HTML named by its hash. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { root } from '../folders.ts';
import { BUILT } from './stale.ts';

const CLIENT = join(root, 'src', 'tab', 'client');

/** Into a folder beside, which then takes the place of the old one: whoever is served meanwhile gets whole files. */
export async function buildPage(): Promise<void> {
  const fresh = `${BUILT}.${process.pid}`;
  const old = `${BUILT}.${process.pid}.old`;
  try {
    await build(configFor(fresh));
    if (existsSync(BUILT)) renameSync(BUILT, old);
    renameSync(fresh, BUILT);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

function configFor(outDir: string): InlineConfig {
  return {
    configFile: false,
    envDir: false,
    root: CLIENT,
    base: '/tab/',
    publicDir: false,
    logLevel: 'warn',
    // The server puts another in with each request (src/tab/pages/tab.ts).
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      manifest: true,
      // Nothing is put into a file as a data address: the page's policy has no room for one.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1_000,
      reportCompressedSize: false,
      rolldownOptions: {
        input: [join(CLIENT, 'index.html'), join(CLIENT, 'signed-in.html')],
        onLog: (level, log, say) => {
          // Packages say for whom they were written; here there is only the browser.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') say(level, log);
        },
      },
    },
  };
}
