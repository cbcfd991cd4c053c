import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { RegisterLapse } from '../../../provisioning/contract/register.ts';
import { dayFrom, daysBetween } from '../dates.ts';
import { KIND_MARKS, nameOfLapse } from '../marks.ts';
import { ShapeIcon } from '../parts/icons.tsx';
import { goTo } from '../use-route.ts';
import { words } from '../words.ts';
import type { Spot, TimelineLayout } from './timeline-layout.ts';
import styles from './timeline.module.css';

/** Marks on top of each other; more are a number. */
const STACKED = 3;
/** Days in which somebody has to act. */
const SOON_DAYS = 30;
/** What a menu still shows without becoming a list. */
const LISTED = 20;

/** One stop for the keyboard; the arrow keys go from mark to mark. */
export function Spots({ layout, now, dense }: { layout: TimelineLayout; now: number; dense: boolean }) {
  const box = useRef<HTMLUListElement>(null);
  const { overdue, spots, months } = layout;
  const places = [...(overdue.length === 0 ? [] : [{ at: 0, lapses: overdue }]), ...spots];
  return (
    <>
      <ol className={styles['months']} aria-hidden="true">
        <li style={{ left: 0 }} className={styles['today']}>
          {words.today}
        </li>
        {months.map(({ at, label, year }, i) => (
          <li key={label} style={{ left: `${at * 100}%` }} hidden={at < 0.04 || (dense && i % 3 !== 0)}>
            {label} {year !== null && !dense && <span className="quiet">{year}</span>}
          </li>
        ))}
      </ol>
      <ul
        className={styles['spots']}
        aria-label={words.timeline}
        ref={box}
        onKeyDown={(event) => walk(event, box.current)}
      >
        {places.map((spot, i) => (
          <li
            key={`${spot.at}${spot.lapses === overdue ? 'overdue' : ''}`}
            style={{ left: `${spot.at * 100}%` }}
            className={spot.lapses === overdue ? styles['overdue'] : ''}
          >
            <SpotMark spot={spot} now={now} first={i === 0} overdue={spot.lapses === overdue} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface SpotProps {
  readonly spot: Spot;
  readonly now: number;
  readonly first: boolean;
  readonly overdue: boolean;
}

function SpotMark({ spot, now, first, overdue }: SpotProps) {
  const { lapses } = spot;
  const [only, second] = lapses;
  const common = { tabIndex: first ? 0 : -1, className: styles[toneOf(spot, now, overdue)] };
  if (only !== undefined && second === undefined) {
    const said = sentence(only, now);
    return (
      <button type="button" {...common} title={said} aria-label={said} onClick={() => open(only)}>
        <ShapeIcon shape={KIND_MARKS[only.kind].shape} size={14} />
      </button>
    );
  }
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <button type="button" {...common} aria-label={labelOf(lapses, now, overdue)}>
          {lapses.length > STACKED && <span className={styles['count']}>{lapses.length}</span>}
          {lapses.slice(0, STACKED).map((lapse) => (
            <ShapeIcon key={lapse.id} shape={KIND_MARKS[lapse.kind].shape} size={14} />
          ))}
        </button>
      </MenuTrigger>
      <MenuPopover className={styles['popover']}>
        <MenuList>
          {lapses.slice(0, LISTED).map((lapse) => (
            <MenuItem
              key={lapse.id}
              icon={<ShapeIcon shape={KIND_MARKS[lapse.kind].shape} size={14} />}
              onClick={() => open(lapse)}
            >
              {sentence(lapse, now)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** The earliest stands for all of them. */
function toneOf({ lapses: [first] }: Spot, now: number, overdue: boolean): 'bad' | 'near' | 'far' {
  if (overdue) return 'bad';
  return daysBetween(now, Date.parse(first?.ends ?? '')) <= SOON_DAYS ? 'near' : 'far';
}

/** `Secret “LiveDR-01” of AudioCodes LiveDR-01, 3 Dec 2026 (in 12 days)`. */
function sentence(lapse: RegisterLapse, now: number): string {
  const what = lapse.label === lapse.name ? KIND_MARKS[lapse.kind].word : nameOfLapse(lapse);
  return `${what} of ${lapse.name}, ${lapse.connectorTitle}: ${dayFrom(now, lapse.ends ?? '')}`;
}

function labelOf(lapses: readonly RegisterLapse[], now: number, overdue: boolean): string {
  const [first] = lapses;
  if (overdue) return words.overdue(lapses.length);
  return `${lapses.length} lapses around ${dayFrom(now, first?.ends ?? '')}`;
}

function open({ registrationId }: RegisterLapse): void {
  goTo({ page: 'registration', id: registrationId });
}

function walk(event: KeyboardEvent, box: HTMLElement | null): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const marks = [...(box?.querySelectorAll<HTMLElement>('li > button') ?? [])];
  const at = marks.indexOf(event.target as HTMLElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  const next = marks[Math.min(Math.max(at + step, 0), marks.length - 1)];
  for (const mark of marks) mark.tabIndex = mark === next ? 0 : -1;
  next?.focus();
}
