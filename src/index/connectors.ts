/** The connectors of this installation: those that ship with the product and those of the operator's folder. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { machineClock } from '../machine.ts';
import { loadBundled } from '../provisioning/connectors/catalog.ts';
import { openFolder } from '../provisioning/connectors/folder.ts';
import { createLiveCatalog, type LiveCatalog } from '../provisioning/connectors/live.ts';
import { explainProblem } from '../provisioning/connectors/load.ts';
import { openSeenFile } from '../provisioning/connectors/seen-file.ts';

export function openCatalog(
  { connectorsDir, dataDir }: Pick<Config, 'connectorsDir' | 'dataDir'>,
  log: Pick<Log, 'warn'>,
): LiveCatalog {
  return createLiveCatalog({
    bundled: loadBundled(),
    folder: connectorsDir === null ? null : openFolder(connectorsDir),
    seen: openSeenFile(join(dataDir, 'connectors-seen.json')),
    // The machine's time: files do not change with the business time that the sandbox moves.
    now: machineClock.now,
    report: (problem) => {
      const { code, what, why, fix } = explainProblem(problem);
      const { file, line, field } = problem;
      // Under another name than `code`, which the log takes for one that signs somebody in.
      log.warn(
        { problem: code, file, line, field, what, why, fix },
        'a connector definition needs attention',
      );
    },
  });
}
