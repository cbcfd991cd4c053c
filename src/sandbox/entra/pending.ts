/** Sign-ins under way: authorization codes and device codes. In memory; a restart forgets them, as is harmless. */
import type { SandboxClock, SandboxRandom } from '../ports.ts';

/** An authorization code's memory. Kept after redemption so that a second use is told apart from nonsense. */
export interface PendingCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly userId: string;
  readonly scope: string;
  /** base64url SHA-256 of the verifier. */
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly authenticatedAt: number;
  readonly expiresAt: number;
  redeemed: boolean;
}

export type DeviceOutcome =
  { kind: 'pending' } | { kind: 'signed-in'; userId: string } | { kind: 'declined' };

export interface PendingDevice {
  readonly clientId: string;
  readonly scope: string;
  readonly userCode: string;
  readonly expiresAt: number;
  outcome: DeviceOutcome;
}

export interface PendingSignIns {
  addCode(pending: Omit<PendingCode, 'expiresAt' | 'redeemed'>): string;
  code(code: string): PendingCode | undefined;
  addDevice(clientId: string, scope: string): { deviceCode: string; device: PendingDevice };
  device(deviceCode: string): PendingDevice | undefined;
  deviceByUserCode(userCode: string): PendingDevice | undefined;
  /** A device code is good for one token. */
  dropDevice(deviceCode: string): void;
}

const CODE_LIFETIME_MS = 10 * 60_000;
/** RFC 8628 `expires_in`; Entra's default. */
export const DEVICE_LIFETIME_S = 900;
/** No vowels and no look-alikes, so that no word appears and nothing is misread. */
const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789';
/** Kept this long after expiry so that a late poll hears "expired" and not "unknown". */
const GRACE_MS = 60 * 60_000;

export function createPendingSignIns(clock: SandboxClock, random: SandboxRandom): PendingSignIns {
  const codes = new Map<string, PendingCode>();
  const devices = new Map<string, PendingDevice>();
  const token = () => Buffer.from(random.bytes(48)).toString('base64url');
  return {
    addCode(pending) {
      forgetOld(codes, clock.now());
      const code = `1.${token()}`;
      codes.set(code, { ...pending, expiresAt: clock.now() + CODE_LIFETIME_MS, redeemed: false });
      return code;
    },
    code: (code) => codes.get(code),
    addDevice(clientId, scope) {
      forgetOld(devices, clock.now());
      const deviceCode = token();
      const device: PendingDevice = {
        clientId,
        scope,
        userCode: newUserCode(random),
        expiresAt: clock.now() + DEVICE_LIFETIME_S * 1000,
        outcome: { kind: 'pending' },
      };
      devices.set(deviceCode, device);
      return { deviceCode, device };
    },
    device: (deviceCode) => devices.get(deviceCode),
    deviceByUserCode: (userCode) => {
      const wanted = userCode.replaceAll(/[\s-]/g, '').toUpperCase();
      return [...devices.values()].find((device) => device.userCode === wanted);
    },
    dropDevice: (deviceCode) => void devices.delete(deviceCode),
  };
}

function newUserCode(random: SandboxRandom): string {
  return [...random.bytes(9)].map((byte) => USER_CODE_LETTERS[byte % USER_CODE_LETTERS.length]).join('');
}

function forgetOld(items: Map<string, { expiresAt: number }>, now: number): void {
  for (const [key, item] of items) {
    if (item.expiresAt + GRACE_MS < now) items.delete(key);
  }
}
