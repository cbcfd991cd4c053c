/** What becomes of a mutant that takes the place of the definition in use: whether anybody could fail to notice it. */
import { everyPermission } from '../../../../scripts/connector/resolve.ts';
import { pretendTenant } from '../../../../scripts/connector/pretend-tenant.ts';
import { createLiveCatalog } from '../../../../src/provisioning/connectors/live.ts';
import { planPermission } from '../../../../src/provisioning/core/plan-permissions.ts';
import { FakeFolder, MemoryStore } from '../../../fakes/definitions.ts';
import type { Mutant } from './make.ts';
import { textOf, VERSION, type Written } from './written.ts';

/** `by`: who stopped it. `told`: it was taken, and these lines are shown until somebody approves. */
export type Fate =
  | {
      readonly kind: 'refused';
      readonly by: 'the loader' | 'the version rule' | 'the tenant';
      readonly code: string;
    }
  | { readonly kind: 'taken'; readonly told: readonly string[] };

/** Puts a file in the place of the one in use and says what became of it. */
export type Take = (text: string) => Fate;

const FACTS = pretendTenant(Date.UTC(2026, 10, 21));
const BY_VERSION = ['DEF_CHANGED_WITHOUT_VERSION', 'DEF_VERSION_LOWER'];

/** The product's own way: the catalogue, then the tenant when a plan is made. */
export function productTakes(original: Written): Take {
  const seen = recordOf(original);
  const known = new Map<string, Fate>();
  return (text) => {
    const fate = known.get(text) ?? fateOf(original, seen, text);
    known.set(text, fate);
    return fate;
  };
}

function fateOf(original: Written, seen: string, text: string): Fate {
  const folder = new FakeFolder();
  folder.write('mutant.yaml', text);
  const catalog = createLiveCatalog({
    ...{ bundled: [], folder, seen: new MemoryStore(seen) },
    now: () => 0,
    report: () => undefined,
  });
  const definition = catalog.byId(original.id);
  if (definition === undefined) {
    const code = catalog.problems()[0]?.code ?? 'another id';
    return { kind: 'refused', by: BY_VERSION.includes(code) ? 'the version rule' : 'the loader', code };
  }
  for (const { permission, choice } of everyPermission(definition)) {
    const planned = planPermission({ ...permission, why: choice.why }, FACTS);
    if ('problem' in planned) return { kind: 'refused', by: 'the tenant', code: planned.problem.code };
  }
  return { kind: 'taken', told: catalog.widened(original.id) };
}

/** What is kept once the original was in use. Throws a RangeError when the original itself is not taken. */
function recordOf(original: Written): string {
  const folder = new FakeFolder();
  const store = new MemoryStore();
  folder.write('original.yaml', textOf(original));
  const catalog = createLiveCatalog({
    bundled: [],
    folder,
    seen: store,
    now: () => 0,
    report: () => undefined,
  });
  if (catalog.byId(original.id)?.version !== VERSION || store.text === null) {
    throw new RangeError(JSON.stringify(catalog.problems()));
  }
  return store.text;
}

export interface Judged {
  readonly name: string;
  /** Why nobody would have noticed; null: somebody would. */
  readonly silent: string | null;
  readonly fate: Fate;
}

/** Under a higher version and, when it is taken, under the one in use, where nothing may be asked for beyond it. */
export function judge(original: Written, { name, expected, text }: Mutant, take: Take): Judged {
  const raised = text(VERSION + 1);
  const fate = take(raised);
  if (fate.kind === 'refused') return { name, silent: null, fate };
  const unsaid = untold(original, raised, expected, fate.told);
  if (unsaid.length > 0) return { name, silent: `taken without a word of ${unsaid.join(', ')}`, fate };
  const again = expected.length > 0 && take(text(VERSION)).kind === 'taken';
  return { name, silent: again ? 'taken under the version that was in use' : null, fate };
}

/** What should have been told: what the mutant was made for, and every new name that stands in it. */
function untold(
  original: Written,
  text: string,
  expected: Mutant['expected'],
  told: readonly string[],
): readonly string[] {
  if (expected === 'refused') return ['a file that is no definition'];
  const before = new Set(namesIn(original));
  const names = namesIn(JSON.parse(text) as Written).filter((name) => !before.has(name));
  return [...new Set([...expected, ...names])].filter((name) => !told.some((line) => line.includes(name)));
}

/** Permissions, addresses, domains and roles, by a look at the data that knows nothing of how rights are compared. */
function namesIn({ permissions, redirects, vendor, directoryRoles }: Written): readonly string[] {
  return [
    ...permissions.flatMap(({ permission, options = [] }) =>
      [permission, ...options.map((option) => option.permission)].flatMap((one) =>
        one ? `${one.value} (${one.type})` : [],
      ),
    ),
    ...Object.values(redirects).flat(),
    ...vendor.domains,
    ...(directoryRoles?.preset ?? []),
  ];
}
