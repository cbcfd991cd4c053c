// The database in the folder is a WebAssembly module. V8's optimiser would take as much processor time for it as all the
// rest of a start, in the background, and make its queries an eighth faster; the sandbox has better use for two cores.
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');
