/**
 * Switches of the SDKs beneath us, and of Node, that turn a check off. Their presence is a mistake in every
 * configuration, so a start with one of them is refused whatever its value.
 */
import type { Environment } from './reader.ts';

const SWITCHES = [
  'DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS',
  'SKIP_AUTH',
  'skipAuth',
  'NODE_TLS_REJECT_UNAUTHORIZED',
];

export function insecureSwitches(env: Environment): readonly string[] {
  return SWITCHES.filter((name) => env[name] !== undefined).map(
    (name) => `${name} is set. It turns a security check off; take it out of the environment.`,
  );
}
