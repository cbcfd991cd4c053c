/** What a button can ask for. A card names one of these and a nonce, and nothing else (docs/cards.md). */
export const VERBS = [
  'connectors',
  'list',
  'help',
  'set-up',
  'continue',
  'use-name',
  'change',
  'approve',
  'ask',
  'decline',
  'cancel',
  'retry',
  'portal',
  'verify',
  'post',
  'show',
  'remake',
  'remove-unclaimed',
  'adopt',
  'tick',
  'validate',
  'add',
  'next-function',
  'renew',
  'renew-picked',
  'remove-old',
  'alert-renew',
  'snooze',
  'not-ours',
  'alert-history',
  'alert-set',
  'alert-here',
  'alert-settings',
  'save-alerts',
  'undo-alerts',
  'alerts-off',
  'end-alerts',
] as const;
export type Verb = (typeof VERBS)[number];
/** Of cards that belong to no run. */
export type MenuVerb = Extract<
  Verb,
  | 'connectors'
  | 'list'
  | 'help'
  | 'set-up'
  | 'renew-picked'
  | 'alert-here'
  | 'alert-settings'
  | 'save-alerts'
  | 'undo-alerts'
  | 'alerts-off'
  | 'end-alerts'
>;
/** Of warnings. */
export type AlertVerb = Extract<Verb, 'alert-renew' | 'snooze' | 'not-ours' | 'alert-history' | 'alert-set'>;

/** Buttons that open a page of ours; looked up by the page, not by the chat. */
export const LINK_VERBS = ['sign-in', 'device-code', 'plan', 'hand-over', 'certificate'] as const;
export type LinkVerb = (typeof LINK_VERBS)[number];

const LINK_PATHS: Readonly<Record<LinkVerb, string>> = {
  'sign-in': '/auth/start',
  'device-code': '/auth/device',
  plan: '/plan',
  'hand-over': '/handover/start',
  certificate: '/certificate',
};

/** The tenant stands in the address because a press is looked up within its tenant; it is no secret. */
export function linkAddress(publicUrl: string, verb: LinkVerb, tenantId: string, nonce: string): string {
  return `${publicUrl}${LINK_PATHS[verb]}?press=${tenantId}.${nonce}`;
}

export function isVerb(text: string): text is Verb {
  return (VERBS as readonly string[]).includes(text);
}
