/**
 * Which permission of Microsoft Graph lets an application do what another one would, so that the other one need not
 * be asked for. From the descriptions in Microsoft's permissions reference, held against the paths each permission is
 * accepted for (microsoft-graph-devx-content, permissions/new/permissions.json, 6cbd6bb of 7 August 2026). Both lists
 * have exceptions, so this is worth a question to the vendor and never a refusal.
 */
const COVERED = new Map<string, readonly string[]>(
  Object.entries({
    'Directory.Read.All': [
      ...['User.Read.All', 'Group.Read.All', 'GroupMember.Read.All', 'Organization.Read.All'],
      ...['Application.Read.All', 'Device.Read.All', 'AdministrativeUnit.Read.All', 'OrgContact.Read.All'],
      ...['Domain.Read.All', 'RoleManagement.Read.Directory'],
    ],
    'User.Read.All': ['User.ReadBasic.All', 'User.Read'],
    'Group.Read.All': ['GroupMember.Read.All'],
    'Calendars.Read': ['Calendars.ReadBasic', 'Calendars.ReadBasic.All'],
    'Mail.Read': ['Mail.ReadBasic', 'Mail.ReadBasic.All'],
    'Mail.Read.Shared': ['Mail.ReadBasic.Shared'],
    'Chat.Read': ['Chat.ReadBasic'],
    'Chat.Read.All': ['Chat.ReadBasic.All'],
    'Presence.Read.All': ['Presence.Read'],
    'Sites.FullControl.All': ['Sites.Manage.All', 'Sites.ReadWrite.All'],
  }),
);

/** What a pair leaves out, where it is more than a detail. */
const APART_FROM: Readonly<Record<string, string>> = {
  'Directory.Read.All Group.Read.All': 'conversations, calendars and files of groups',
};

/** True when whoever has `one` need not have `other`, both of one type. */
export function covers(one: string, other: string): boolean {
  return directly(one).some((covered) => covered === other || covers(covered, other));
}

/** What `other` still opens beside `one`, in words; undefined when that is nothing much. */
export function apartFrom(one: string, other: string): string | undefined {
  return APART_FROM[`${one} ${other}`];
}

/** Whoever may write may read. */
function directly(value: string): readonly string[] {
  const reading = value.replace('.ReadWrite', '.Read');
  return [...(COVERED.get(value) ?? []), ...(reading === value ? [] : [reading])];
}
