/** What the handlers of the API have at hand, and what they are given. */
import type { CalendarLinks } from '../../provisioning/contract/tab.ts';
import type { Actor, Alerts, Provisioning, Register } from '../../provisioning/index.ts';
import type { Answer, PageRequest } from '../pages/exchange.ts';
import type { PopUps } from '../pages/pop-ups.ts';
import type { Changes } from './changes.ts';
import type { Rights } from './rights.ts';
import type { Streams } from './stream.ts';
import type { Caller, Verify } from './verify.ts';
import type { ApiRequest } from './who-may.ts';

export interface ApiPorts {
  readonly provisioning: Provisioning;
  readonly register: Register;
  readonly alerts: Alerts;
  readonly calendarLinks: CalendarLinks;
  readonly verify: Verify;
  readonly rights: Rights;
  readonly changes: Changes;
  readonly streams: Streams;
  readonly popUps: PopUps;
  tenantName(tenantId: string): Promise<string>;
  /** Where Teams opens the chat with the bot. */
  readonly chatUrl: string;
  /** Of a conversation of this tenant in which the bot was heard; null: it was not. */
  kindOf(tenantId: string, channelId: string): Promise<'personal' | 'groupChat' | 'channel' | null>;
  /** What is said of lapses, or where warnings go, is not what it was: to be shown wherever it is shown. */
  saidOfLapses(tenantId: string): void;
  /** Epoch ms, business time. */
  now(): number;
  hex(bits: 128 | 256): string;
  sha256(text: string): string;
  /** Origin people reach us at, without a slash at the end. */
  publicUrl(): string;
}

/** A request of somebody who may make it. */
export interface Call {
  readonly caller: Caller;
  readonly actor: Actor;
  readonly request: PageRequest;
  /** The `:id` of the path. */
  readonly id: string;
}

export type Handler = (ports: ApiPorts, call: Call) => Promise<Answer> | Answer;

export type Handlers<R extends ApiRequest = ApiRequest> = Readonly<Record<R, Handler>>;
