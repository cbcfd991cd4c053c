/**
 * What the engine shows a face (chat card, page): JSON-safe shapes, types only. A face adds words of its own but
 * never decides anything from them.
 */
export type { Life, SignInAudience } from './core/definition.ts';
export type { CertificateFacts, PlannedCredential, PlannedUser } from './core/plan-types.ts';
export type { Person, Phase, StepState, Tick, Verdict } from './core/run.ts';
export type { ThinReach } from './core/watch/reach.ts';
export type { Explained } from './errors.ts';
export type * from './contract/chat-memory.ts';
export type * from './contract/outbox.ts';
export type * from './contract/set-up.ts';
export type * from './contract/warnings.ts';
