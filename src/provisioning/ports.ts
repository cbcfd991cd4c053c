/** What the engine asks of the world. Named for what it needs, not for who supplies it. */
export type {
  CloseLook,
  CredentialKind,
  FederatedCredential,
  InventoryLapse,
  KeptApplication,
  KeptCredential,
  KnownApplication,
  SeenCredential,
} from './core/watch/kept.ts';
export type * from './ports/directory.ts';
export type * from './ports/ledger.ts';
export type * from './ports/machine.ts';
export type * from './ports/product.ts';
export type * from './ports/register.ts';
export type * from './ports/sign-in.ts';
export type * from './ports/vault.ts';
export type * from './ports/watch.ts';
