/** An application of the chosen name is there already: what taking it over means, and the buttons for it. */
import type { RunView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { words } from '../words.ts';
import type { Button, Fold } from './drawing.ts';
import type { Said } from './text.ts';

/** What the verb `adopt` adds to the application's id when its permissions are to go. */
export const CLEAN_UP = 'clean-up';
/** Each has up to two buttons. */
const OFFERED = 2;

export function adoptFold(view: RunView): Fold[] {
  const { adoptable, cleanUp } = view;
  if (adoptable.length === 0) return [];
  const offered = adoptable.slice(0, OFFERED);
  return [
    {
      id: 'adopt-section',
      title: 'An application of this name is there already…',
      lines: [
        ...offered.map(({ appId, created }) => words.adoptable(appId, day(created))),
        ...others(adoptable.length - offered.length),
        words.adopt,
        ...(cleanUp === null ? [] : [words.cleanUp(cleanUp)]),
      ],
      buttons: offered.flatMap(({ appId }) => buttons(appId, offered.length > 1, cleanUp !== null)),
    },
  ];
}

function others(n: number): Said[] {
  return n > 0 ? [words.adoptableMore(n)] : [];
}

/** Of several, each is told by the beginning of its id. */
function buttons(appId: string, several: boolean, mayCleanUp: boolean): Button[] {
  const taking = several ? `Take over ${appId.slice(0, 8)}…` : 'Take it over';
  const ask = { kind: 'ask', verb: 'adopt' } as const;
  const take: Button = { ...ask, title: `${taking} (see the plan first)`, value: appId };
  const clean: Button = {
    ...ask,
    title: `${taking} and clean up its permissions`,
    value: `${appId} ${CLEAN_UP}`,
  };
  return mayCleanUp ? [take, clean] : [take];
}
