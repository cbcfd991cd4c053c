/** Microsoft Graph and Entra sign-in, behind the ports of the engine. */
export { createDeviceSignIn } from './device-sign-in.ts';
export type { DeviceSignInOptions } from './device-sign-in.ts';
export { createDirectory } from './directory.ts';
export type { DirectoryOptions } from './directory.ts';
export { createProver } from './prover.ts';
export type { ProverOptions } from './prover.ts';
export { createSignIn } from './sign-in.ts';
export type { SignInOptions } from './sign-in.ts';
export { createInventory } from './inventory.ts';
export type { InventoryOptions } from './inventory.ts';
export { createInventorySignIn } from './inventory-sign-in.ts';
export type { InventorySignInOptions } from './inventory-sign-in.ts';
export { createRolesOf } from './roles-of.ts';
export type { RolesOfOptions } from './roles-of.ts';
