import type { RegistrationView } from '../../../provisioning/contract/register.ts';
import { moment } from '../dates.ts';
import { VERDICT_MARKS } from '../marks.ts';
import { Line } from '../parts/proof.tsx';
import { words } from '../words.ts';

/** What nobody looks at between two sign-ins of an admin. It may be as it was. */
export function NotChecked({ all }: { readonly all: RegistrationView['notChecked'] }) {
  return all.map(({ what, since }) => (
    <Line
      key={what}
      mark={VERDICT_MARKS['not-checked']}
      text={words.unseen[what]}
      detail={[since === null ? words.unseenEver : words.unseenSince(moment(since))]}
    />
  ));
}
