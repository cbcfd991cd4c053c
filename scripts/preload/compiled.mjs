// Keeps what V8 and Node's type stripping make of each file, so that the next start need not make it again
// (https://nodejs.org/api/module.html#moduleenablecompilecacheoptions). It is written at the end of a process in order,
// and once soon after its start, for one that is killed.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers';

const SOON_MS = 3_000;

enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/registrar/compiled'));
setTimeout(flushCompileCache, SOON_MS).unref();
