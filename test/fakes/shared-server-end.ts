/** Jest calls this after the run (docs: globalTeardown). */
export { closeDesk as default } from './shared-server.ts';
