// The whole Jest transform: Node's own type stripping keeps every line where it was, so stack traces stay true.
import { stripTypeScriptTypes } from 'node:module';

export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
