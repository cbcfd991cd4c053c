/** Everything the engine is made of, in one place; `createEngine` takes exactly this. */
import type {
  Catalog,
  Clock,
  DeviceSignIn,
  Directory,
  Hash,
  Host,
  Ledger,
  NewId,
  Pause,
  Prover,
  ReadCertificate,
  Sealer,
  SignIn,
  Vault,
  Wakes,
} from '../ports.ts';

export interface EnginePorts {
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly hash: Hash;
  readonly pause: Pause;
  readonly directory: Directory;
  readonly signIn: SignIn;
  /** Null: nobody signs in with a code here. */
  readonly deviceSignIn: DeviceSignIn | null;
  readonly prover: Prover;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly sealer: Sealer;
  readonly wakes: Wakes;
  readonly host: Host;
  readonly readCertificate: ReadCertificate;
}
