/** Every button of every form must be something the control API understands. */
import { expect, test } from '@jest/globals';
import { createControl, createSwitches } from '../../../src/sandbox/control/index.ts';
import type { Choice, Field, SwitchForm } from '../../../src/sandbox/pages/forms.ts';
import { switchForms } from '../../../src/sandbox/pages/switch-forms.ts';
import { BROWSER, LOGIN, setUp } from '../entra/fixture.ts';

const { tenant } = await setUp();
const switches = createSwitches();
const forms = switchForms({
  tenant,
  switches,
  productUrl: undefined,
  loginBaseUrl: LOGIN,
  browserBaseUrl: BROWSER,
});

/** As pages/switches.js would send it with nothing typed. */
function bodyOf(form: SwitchForm, choice: Choice): string {
  const values: Record<string, unknown> = {};
  for (const field of form.fields) put(values, field.name, untouched(field));
  if (choice.name !== '')
    put(values, choice.name, choice.kind === 'text' ? choice.value : parsed(choice.value));
  return JSON.stringify(values);
}

function untouched(field: Field): unknown {
  if (field.kind === 'text') return undefined;
  if (!('options' in field)) return field.value;
  return field.kind === 'multiple' ? [] : field.options[0]?.value;
}

function parsed(value: string): unknown {
  return value === '' ? null : (JSON.parse(value) as unknown);
}

function put(values: Record<string, unknown>, path: string, value: unknown): void {
  const [outer = '', inner] = path.split('.');
  if (inner === undefined) values[outer] = value;
  else values[outer] = { ...(values[outer] as object | undefined), [inner]: value };
}

test.each(
  forms.flatMap((form) => form.choices.map((choice) => ({ form, choice, id: form.id, label: choice.label }))),
)('$id: $label', async ({ form, choice }) => {
  const control = createControl((await setUp()).tenant, createSwitches());
  const { method = 'POST', action: url } = form;
  const answer = await control.handle({ method, url, headers: {}, body: bodyOf(form, choice) });
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
});
