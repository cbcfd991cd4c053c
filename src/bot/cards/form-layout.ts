/** Where each field of the form stands: in sight, or folded away where the form is long. */
import type { FormField } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { Said } from './text.ts';

/** More fields than this are more than a phone shows at once. */
const LONG = 9;
/** As many settings that nearly nobody changes are worth a fold in a short form, too, unless it has one already. */
const CLUTTER = 2;

const OF_THE_PROOF: ReadonlySet<string> = new Set(['credential', 'description', 'life']);

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

/** A certificate has a fold of its own, and two would drive the way to the portal out of sight. */
export function layOut(fields: readonly FormField[], rare: readonly string[]): FormLayout {
  const asked = fields.filter((field) => field.kind !== 'paste');
  const folded = asked.filter(({ id }) => rare.includes(id));
  const cluttered = folded.length >= CLUTTER && asked.length === fields.length;
  if (asked.length <= LONG && !cluttered) return { inSight: asked, folded: [] };
  return { inSight: asked.filter(({ id }) => !rare.includes(id)), folded };
}

/** What stands above a field that is the first of its group. */
export function headingOf(field: FormField, before: FormField | undefined): Said | null {
  const group = groupOf(field);
  const above = before === undefined ? null : groupOf(before);
  if (group === null || group === above) return null;
  // The choice between proofs says what it is about; below a heading of another group it would be taken for part of it.
  return field.id === 'credential' && above === null ? null : HEADINGS[group];
}

const HEADINGS = {
  functions: words.functionsHeading,
  user: words.userHeading,
  proof: words.proofHeading,
} as const;

function groupOf(field: FormField): keyof typeof HEADINGS | null {
  if (field.kind === 'function') return 'functions';
  if (OF_THE_PROOF.has(field.id)) return 'proof';
  return OF_THE_USER.has(field.id) ? 'user' : null;
}

export function hasError(fields: readonly FormField[]): boolean {
  return fields.some((field) => field.kind !== 'fixed' && field.error !== null);
}
