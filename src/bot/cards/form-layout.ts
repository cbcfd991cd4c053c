/** Where each field of the form stands: in sight, or folded away where the form is long. */
import type { FormField } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { Said } from './text.ts';

/** More fields than this are more than a phone shows at once. */
const LONG = 9;

/** Settings whose preset is right for nearly everybody. */
const RARE: ReadonlySet<string> = new Set([
  'arrangement',
  'audience',
  'morePermissions',
  'directoryRoles',
  'userDisplayName',
  'userDomain',
  'signInRepeats',
  'otherLife',
]);

const OF_THE_USER: ReadonlySet<string> = new Set([
  'userWay',
  'userDisplayName',
  'userName',
  'userDomain',
  'neverExpires',
  'userExisting',
]);

export interface FormLayout {
  readonly inSight: readonly FormField[];
  /** Empty: the form is short enough to be shown whole. */
  readonly folded: readonly FormField[];
}

/** A certificate has a fold of its own. */
export function layOut(fields: readonly FormField[]): FormLayout {
  const asked = fields.filter((field) => field.kind !== 'paste');
  if (asked.length <= LONG) return { inSight: asked, folded: [] };
  return {
    inSight: asked.filter(({ id }) => !RARE.has(id)),
    folded: asked.filter(({ id }) => RARE.has(id)),
  };
}

/** What stands above a field that is the first of its group. */
export function headingOf(field: FormField, before: FormField | undefined): Said | null {
  const group = groupOf(field);
  return group === null || (before !== undefined && groupOf(before) === group) ? null : HEADINGS[group];
}

const HEADINGS = { functions: words.functionsHeading, user: words.userHeading } as const;

function groupOf(field: FormField): keyof typeof HEADINGS | null {
  if (field.kind === 'function') return 'functions';
  return OF_THE_USER.has(field.id) ? 'user' : null;
}

export function hasError(fields: readonly FormField[]): boolean {
  return fields.some((field) => field.kind !== 'fixed' && field.error !== null);
}
