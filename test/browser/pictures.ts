/**
 * Pictures for the documentation. They are always taken, so that they can be; they replace those in docs/images only
 * when UPDATE_PICTURES=1, because the times on them are different every day.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

export class Pictures {
  readonly #kept = process.env['UPDATE_PICTURES'] === '1';
  readonly #folder = this.#kept ? IMAGES : mkdtempSync(join(tmpdir(), 'registrar-pictures-'));

  /** The bytes of the PNG. */
  take(what: Locator | Page, name: string): Promise<Buffer> {
    return what.screenshot({ path: join(this.#folder, `${name}.png`), animations: 'disabled' });
  }

  forget(): void {
    if (!this.#kept) rmSync(this.#folder, { recursive: true, force: true });
  }
}
