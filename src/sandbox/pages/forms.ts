/** A switch as a form: what it posts, where, and in which words it is explained. */
import { html, type Markup } from './html.ts';

export type Field =
  | { name: string; label: string; kind: 'number'; value: number }
  /** Left empty, it is not sent. */
  | { name: string; label: string; kind: 'text' }
  | { name: string; label: string; kind: 'checkbox'; value: boolean }
  | { name: string; label: string; kind: 'select' | 'multiple'; options: { value: string; label: string }[] };

/** A button, which sends its own name and value with the fields; '' for a name sends the fields alone. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** `json`: the value is JSON, and '' is null. */
  readonly kind: 'text' | 'json';
}

export interface SwitchForm {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly action: string;
  /** POST when absent. */
  readonly method?: 'DELETE';
  /** A dot in a name makes an object: `secrets.forbidden`. */
  readonly fields: readonly Field[];
  readonly choices: readonly Choice[];
  /** What of the answer is shown beneath, by name and in which words; the page is then not opened anew. */
  readonly shown?: Readonly<Record<string, string>>;
}

/** Sent as JSON by switches.js. */
export function switchForm(form: SwitchForm): Markup {
  const { id, title, explanation, action, method, fields, choices, shown } = form;
  return html`<form
    class="card"
    id="${id}"
    data-switch
    data-method="${method ?? 'POST'}"
    data-shown="${shown === undefined ? '' : JSON.stringify(shown)}"
    method="post"
    action="${action}"
  >
    <h3>${title}</h3>
    <p class="small">${explanation}</p>
    ${fields.map((one) => labelled(id, one))}
    <div class="row">${choices.map(button)}</div>
    <p class="outcome small" role="status"></p>
  </form>`;
}

function labelled(formId: string, field: Field): Markup {
  const id = `${formId}-${field.name.replaceAll('.', '-')}`;
  if (field.kind === 'checkbox') {
    return html`<label class="check" for="${id}">${control(id, field)} ${field.label}</label>`;
  }
  return html`<label for="${id}">${field.label}</label> ${control(id, field)}`;
}

function control(id: string, field: Field): Markup {
  switch (field.kind) {
    case 'number':
      return html`<input
        id="${id}"
        name="${field.name}"
        type="number"
        data-kind="number"
        min="0"
        value="${field.value}"
      />`;
    case 'text':
      return html`<input
        id="${id}"
        name="${field.name}"
        type="text"
        data-kind="optional"
        autocomplete="off"
      />`;
    case 'checkbox':
      return field.value
        ? html`<input id="${id}" name="${field.name}" type="checkbox" checked />`
        : html`<input id="${id}" name="${field.name}" type="checkbox" />`;
    case 'select':
      return html`<select id="${id}" name="${field.name}">
        ${field.options.map(option)}
      </select>`;
    case 'multiple':
      return html`<select id="${id}" name="${field.name}" multiple size="4">
        ${field.options.map(option)}
      </select>`;
  }
}

function option({ value, label }: { value: string; label: string }): Markup {
  return html`<option value="${value}">${label}</option>`;
}

function button({ name, label, value, kind }: Choice): Markup {
  if (name === '') return html`<button type="submit">${label}</button>`;
  return html`<button type="submit" name="${name}" value="${value}" data-kind="${kind}">${label}</button>`;
}
