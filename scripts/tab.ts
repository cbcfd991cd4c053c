/** `node scripts/tab.ts`: builds the page into dist/tab, unless that is what is there already. */
import { buildPage } from './tab/build.ts';
import { isBuilt, noteBuilt } from './tab/stale.ts';

if (!isBuilt()) {
  process.stderr.write(
    'Building the page of the tab. This takes some seconds, once after each change of it.\n',
  );
  await buildPage();
  noteBuilt();
}
