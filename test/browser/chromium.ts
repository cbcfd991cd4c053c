/**
 * The browser the journeys run in: an installed Chrome, Edge or Chromium, else the one that comes from npm (Linux).
 * Where there is none, the journeys are reported as not run, and CI fails for it.
 */
import { existsSync } from 'node:fs';
import npmChromium from '@sparticuz/chromium';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Nothing of the browser's own goes out to the network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Null where there is no browser. */
export async function launchBrowser(): Promise<Browser | null> {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: QUIET });
  if (process.platform !== 'linux') return null;
  // Without the arguments it comes with: those are for tiny machines, and switch the web's security off.
  return chromium.launch({ executablePath: await npmChromium.executablePath(), args: QUIET });
}
