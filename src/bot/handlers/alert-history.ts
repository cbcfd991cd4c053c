/** `history Nectar`, `did Anna get it?`: who was warned of what, and whether it arrived. */
import type { ConversationNote, WarnedLapse } from '../../provisioning/contract.ts';
import type { WarningRecord } from '../../provisioning/contract/register.ts';
import type { Turn } from '../authorize.ts';
import { historyCard } from '../cards/alert-history.ts';
import type { Told } from '../cards/alert-history.ts';
import { noteCard } from '../cards/menu.ts';
import type { Said } from '../cards/text.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { placeName } from '../place-name.ts';
import { words } from '../words.ts';

/** A card with more of them is a page. */
const SHOWN = 3;
/** Among the last so many it is looked for who heard of them. */
const LOOKED_AT = 20;

export async function history(desk: Desk, turn: Turn, typed: string): Promise<Content> {
  const all = await desk.alerts.warned(turn.tenantId);
  const records = await desk.alerts.records(turn.tenantId, all.slice(0, LOOKED_AT).map(idOf));
  const places = await placesOf(desk, turn, records);
  const meant = all.filter((lapse) => isMeant(desk, { lapse, records: of(lapse, records) }, places, typed));
  if (meant.length === 0)
    return showMenu(
      desk,
      turn,
      noteCard(typed === '' ? words.historyNone : words.historyNoneOf(typed)),
      null,
    );
  return showHistory(desk, turn, meant);
}

/** Below, as an answer: the card it was asked on stays what it is. */
export async function showHistory(desk: Desk, turn: Turn, meant: readonly WarnedLapse[]): Promise<Content> {
  const shown = meant.slice(0, SHOWN);
  const records = await desk.alerts.records(turn.tenantId, shown.map(idOf));
  const places = await placesOf(desk, turn, records);
  const told = shown.map((lapse): Told => ({ lapse, records: of(lapse, records) }));
  const place = (channelId: string): Said => places.get(channelId) ?? words.places.unknown;
  return showMenu(desk, turn, historyCard(told, { place, more: meant.length - shown.length }), null);
}

async function placesOf(
  { memory }: Desk,
  { tenantId, conversation }: Turn,
  records: readonly WarningRecord[],
): Promise<ReadonlyMap<string, Said>> {
  const places = new Map<string, Said>();
  for (const channelId of new Set(records.map((record) => record.channelId))) {
    const note: ConversationNote | null = await memory.conversation(tenantId, channelId);
    places.set(channelId, placeName(note, conversation));
  }
  return places;
}

/** Every word stands in what it is, whose it is, or who heard of it; or they are the name of its connector. */
function isMeant(
  { provisioning }: Desk,
  { lapse, records }: Told,
  places: ReadonlyMap<string, Said>,
  typed: string,
): boolean {
  if (typed === '') return true;
  const { connectorId, connectorTitle, name, label, owner } = lapse;
  const told = records.map(({ channelId }) => places.get(channelId)?.said ?? '');
  const text = [connectorTitle, name ?? '', label, owner?.displayName ?? '', ...told].join(' ').toLowerCase();
  if (typed.split(' ').every((word) => text.includes(word))) return true;
  const match = provisioning.find(typed);
  return match.kind === 'found' && match.connector.id === connectorId;
}

function of({ lapseId }: WarnedLapse, records: readonly WarningRecord[]): readonly WarningRecord[] {
  return records.filter((record) => record.lapseId === lapseId);
}

function idOf({ lapseId }: WarnedLapse): string {
  return lapseId;
}
