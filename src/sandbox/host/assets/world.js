// What a tester has set: who looks, where, in which light. Kept by the browser, so that a reload changes nothing.

const KEPT_AS = 'registrar.host';
const KEPT = ['personKey', 'theme', 'instance', 'phone', 'config'];

export class World {
  origin = location.origin;
  session = window.crypto.randomUUID();
  tenant = { id: document.body.dataset.tenantId, name: document.body.dataset.tenantName };
  people = new Map(
    [...document.querySelectorAll('#person option')].map((option) => [option.value, personOf(option)]),
  );
  personKey = [...this.people.keys()][0];
  theme = 'default';
  instance = 'personal';
  phone = false;
  /** What the configuration page of the channel's tab set; null: the channel has no tab. */
  config = null;
  /** What a link asked to see within the tab: `/host?page=registration/...`. */
  subPage = new URL(location.href).searchParams.get('page') ?? '';

  constructor() {
    const kept = JSON.parse(window.localStorage.getItem(KEPT_AS) ?? '{}');
    for (const name of KEPT) if (name in kept) this[name] = kept[name];
    if (!this.people.has(this.personKey)) this.personKey = [...this.people.keys()][0];
  }

  get person() {
    return this.people.get(this.personKey);
  }

  set(changes) {
    Object.assign(this, changes);
    const kept = Object.fromEntries(KEPT.map((name) => [name, this[name]]));
    window.localStorage.setItem(KEPT_AS, JSON.stringify(kept));
  }
}

function personOf({ dataset }) {
  return { displayName: dataset.name, userPrincipalName: dataset.upn, oid: dataset.oid };
}
