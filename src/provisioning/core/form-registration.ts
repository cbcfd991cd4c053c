/** Which registration it is about, and whether each function gets one of its own. */
import type { FormField } from '../contract.ts';
import { dayWords } from './dates.ts';
import { FIELDS, NEW_REGISTRATION, mayStandAlone } from './fields.ts';
import type { Form } from './form.ts';
import type { KnownRegistration } from './registrations.ts';

export function registrationFields(form: Form): readonly FormField[] {
  return [...whichField(form), ...arrangementField(form)];
}

/** Asked only where there is one to add to. */
function whichField(form: Form): readonly FormField[] {
  const { known } = form.ground;
  const [newest] = known;
  if (newest === undefined) return [];
  return [
    {
      kind: 'pick',
      id: FIELDS.registration,
      label: 'Registration',
      why: 'Adding to the one that is there writes only what it lacks.',
      value: form.value(FIELDS.registration, newest.appId),
      options: [
        ...known.map((one) => ({ id: one.appId, label: `Add to ${one.name}`, detail: story(one, form) })),
        { id: NEW_REGISTRATION, label: 'Make a new one', detail: '' },
      ],
      error: form.error(FIELDS.registration),
    },
  ];
}

function story({ since, by, functions, descriptions }: KnownRegistration, { definition }: Form): string {
  const labels = definition.functions.filter(({ id }) => functions.includes(id)).map(({ label }) => label);
  const holds = [...labels, ...(labels.length === 0 ? descriptions : [])];
  const begun = `${dayWords(since)}, ${by}`;
  return holds.length === 0 ? begun : `${begun}: ${holds.join(', ')}`;
}

function arrangementField(form: Form): readonly FormField[] {
  if (form.on !== null || !mayStandAlone(form.definition)) return [];
  const [first] = form.definition.functions;
  return [
    {
      kind: 'pick',
      id: FIELDS.arrangement,
      label: 'Registrations',
      why: 'The vendor recommends one for everything.',
      value: form.value(FIELDS.arrangement, 'together'),
      options: [
        { id: 'together', label: 'One registration', detail: 'A function added later adds only what is new' },
        {
          id: 'separate',
          label: 'One for each function',
          detail: `Set up one after the other, named like ${first?.alone ?? ''}`,
        },
      ],
      error: form.error(FIELDS.arrangement),
    },
  ];
}
