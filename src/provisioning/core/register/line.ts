/** A line of the register, as it reads at a given time. */
import type { RegisterLapse, RegistrationLine, RegistrationState } from '../../contract/register.ts';
import { explain, failure } from '../../errors.ts';
import type { Explained } from '../../errors.ts';
import { dayWords } from '../dates.ts';
import type { LapseKind } from '../watch/types.ts';
import type { RegisterRecord } from './record.ts';
import { checkedAt, type RegisterMoment } from './state.ts';

type Kept = Omit<RegisterRecord, 'lapses' | 'search' | 'definition' | 'until' | 'tenantName'>;

/** `lapses` is how many live. */
export function lineOf(
  kept: Kept,
  { state, lapses }: { readonly state: RegistrationState; readonly lapses: number },
  moment: RegisterMoment,
): RegistrationLine {
  const { id, appId, connectorId, connectorTitle, name, granted, planned, owner, updatedAt } = kept;
  return {
    ...{ id, appId, connectorId, connectorTitle, name, state, lapses, owner, updatedAt },
    why: whyOf(kept, state, checkedAt(kept, moment)),
    permissions: { granted, planned },
    nextLapse: kept.next === null ? null : lapseOn(kept, kept.next),
    checkedAt: checkedAt(kept, moment),
  };
}

export function lapseOn(
  { id: registrationId, connectorTitle, name }: Pick<Kept, 'id' | 'connectorTitle' | 'name'>,
  { id, kind, label, ends }: Pick<RegisterLapse, 'id' | 'kind' | 'label' | 'ends'>,
): RegisterLapse {
  return { id, registrationId, kind, connectorTitle, name, label, ends };
}

function whyOf(kept: Kept, state: RegistrationState, checked: string | null): Explained | null {
  switch (state) {
    case 'needs-you':
      return kept.why === null ? null : explain(kept.why);
    case 'lapsed':
      return explain(failure('REGISTER_LAPSED', lapseFacts(kept)));
    case 'expiring':
      return explain(failure('REGISTER_EXPIRING', lapseFacts(kept)));
    case 'unknown':
      return checked === null
        ? explain(failure('REGISTER_NEVER_CHECKED'))
        : explain(failure('REGISTER_NOT_CHECKED', { day: dayWords(checked) }));
    default:
      return null;
  }
}

function lapseFacts({ next, name, connectorTitle }: Kept) {
  const { kind = 'secret', label = '', ends = '' } = next ?? {};
  const { what, todo } = WORDS[kind];
  return { what, todo, label: label || name || connectorTitle, day: dayWords(ends ?? '') };
}

/** What it is called, and what is done about it. */
const WORDS: Readonly<Record<LapseKind, { readonly what: string; readonly todo: string }>> = {
  secret: { what: 'secret', todo: 'Renew it' },
  certificate: { what: 'certificate', todo: 'Renew it' },
  federated: { what: 'federated credential', todo: 'Renew it' },
  password: { what: 'password', todo: 'Set a new one, and tick the first sign-in with it' },
  'sign-in': { what: 'sign-in', todo: 'Sign in again, and tick it' },
  check: { what: 'check', todo: 'Let the tenant be looked through' },
};
