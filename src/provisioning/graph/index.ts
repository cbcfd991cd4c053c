/** Microsoft Graph and Entra sign-in, behind the ports of the engine. */
export { createDirectory } from './directory.ts';
export type { DirectoryOptions } from './directory.ts';
export { createProver } from './prover.ts';
export type { ProverOptions } from './prover.ts';
export { createSignIn } from './sign-in.ts';
export type { SignInOptions } from './sign-in.ts';
