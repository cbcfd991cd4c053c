import {
  Button,
  Menu,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down';
import type { ReactNode } from 'react';
import type { RegisterGroup, RegisterSummary } from '../../../provisioning/contract/register.ts';
import { STATE_MARKS } from '../marks.ts';
import { MarkChip } from '../parts/mark.tsx';
import { FILTER_TITLES } from './filter-titles.ts';
import { SPANS, STATES, toggled } from './query.ts';
import type { ListQuery } from './query.ts';

interface FilterProps {
  readonly summary: RegisterSummary | null;
  readonly query: ListQuery;
  readonly change: (query: ListQuery) => void;
}

export function Filters(props: FilterProps) {
  return (
    <>
      <StateFilter {...props} />
      <ConnectorFilter {...props} />
      <SpanFilter {...props} />
      <GroupPick {...props} />
    </>
  );
}

/** What a filter's button says: its name, and what is picked. */
function Filter({
  title,
  picked,
  name,
  checked,
  children,
}: {
  readonly title: string;
  readonly picked: string;
  readonly name: string;
  readonly checked: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <Menu
      inline
      checkedValues={{ [name]: [...checked] }}
      persistOnItemClick={name === 'state' || name === 'connector'}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance={picked === '' ? 'outline' : 'secondary'}
          icon={<ChevronDown16Regular aria-hidden="true" />}
          iconPosition="after"
          aria-label={`Filter: ${picked === '' ? title : `${title}: ${picked}`}`}
        >
          {picked === '' ? title : `${title}: ${picked}`}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

function several(names: readonly string[]): string {
  return names.length > 1 ? String(names.length) : (names[0] ?? '');
}

function StateFilter({ summary, query, change }: FilterProps) {
  const picked = several(query.states.map((state) => STATE_MARKS[state].word));
  return (
    <Filter title={FILTER_TITLES[0]} picked={picked} name="state" checked={query.states}>
      {STATES.map((state) => (
        <MenuItemCheckbox
          key={state}
          name="state"
          value={state}
          secondaryContent={summary?.byState[state].toLocaleString('en-GB') ?? ''}
          onClick={() => change({ ...query, states: toggled(query.states, state) })}
        >
          <MarkChip mark={STATE_MARKS[state]} plain />
        </MenuItemCheckbox>
      ))}
    </Filter>
  );
}

function ConnectorFilter({ summary, query, change }: FilterProps) {
  const connectors = summary?.connectors ?? [];
  const titles = query.connectors.map((id) => connectors.find((one) => one.id === id)?.title ?? id);
  return (
    <Filter title={FILTER_TITLES[1]} picked={several(titles)} name="connector" checked={query.connectors}>
      {connectors.map(({ id, title, count }) => (
        <MenuItemCheckbox
          key={id}
          name="connector"
          value={id}
          secondaryContent={count.toLocaleString('en-GB')}
          onClick={() => change({ ...query, connectors: toggled(query.connectors, id) })}
        >
          {title}
        </MenuItemCheckbox>
      ))}
    </Filter>
  );
}

function SpanFilter({ query, change }: FilterProps) {
  const { within } = query;
  const picked = within === null ? '' : spanName(within);
  return (
    <Filter title={FILTER_TITLES[2]} picked={picked} name="within" checked={[String(within)]}>
      <MenuItemRadio name="within" value="null" onClick={() => change({ ...query, within: null })}>
        Whenever
      </MenuItemRadio>
      {SPANS.map((days) => (
        <MenuItemRadio
          key={days}
          name="within"
          value={String(days)}
          onClick={() => change({ ...query, within: days })}
        >
          {spanName(days)}
        </MenuItemRadio>
      ))}
    </Filter>
  );
}

function spanName(days: number): string {
  return days === 365 ? '12 months' : `${days} days`;
}

const GROUPS: readonly (readonly [RegisterGroup, string])[] = [
  ['none', 'Not at all'],
  ['connector', 'Connector'],
  ['state', 'State'],
  ['owner', 'Owner'],
];

function GroupPick({ query, change }: FilterProps) {
  const picked = GROUPS.find(([group]) => group === query.group && group !== 'none')?.[1] ?? '';
  return (
    <Filter title={FILTER_TITLES[3]} picked={picked} name="group" checked={[query.group]}>
      {GROUPS.map(([group, title]) => (
        <MenuItemRadio key={group} name="group" value={group} onClick={() => change({ ...query, group })}>
          {title}
        </MenuItemRadio>
      ))}
    </Filter>
  );
}
