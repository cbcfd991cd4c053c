// Sends the forms of the sandbox's first page as JSON and shows what came of it.

for (const form of document.querySelectorAll('form[data-switch]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void turn(form, event.submitter);
  });
}

async function turn(form, button) {
  const outcome = form.querySelector('.outcome');
  outcome.textContent = 'Working …';
  try {
    const response = await fetch(form.action, {
      method: form.dataset.method ?? 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(valuesOf(form, button)),
    });
    if (response.ok && form.dataset.shown) return show(outcome, form, await response.json());
    if (response.ok) return location.reload();
    outcome.textContent = `Refused (${response.status}): ${await response.text()}`;
  } catch {
    outcome.textContent = 'The sandbox does not answer. Is it still running?';
  }
}

// For an answer with something in it that is never answered again.
function show(outcome, form, answer) {
  const lines = Object.entries(JSON.parse(form.dataset.shown)).map(
    ([name, label]) => `${label}: ${answer[name]}`,
  );
  outcome.textContent = lines.join('\n');
}

function valuesOf(form, button) {
  const values = {};
  for (const field of form.elements) {
    if (field.name && field.tagName !== 'BUTTON') set(values, field.name, valueOf(field));
  }
  if (button?.name) set(values, button.name, typed(button.dataset.kind, button.value));
  return values;
}

function valueOf(field) {
  if (field.type === 'checkbox') return field.checked;
  if (field.multiple) return [...field.selectedOptions].map((option) => option.value);
  return typed(field.dataset.kind, field.value);
}

function typed(kind, text) {
  if (kind === 'number') return text === '' ? undefined : Number(text);
  if (kind === 'optional') return text === '' ? undefined : text;
  if (kind === 'json') return text === '' ? null : JSON.parse(text);
  return text;
}

// 'throttle.requests' is a field of the object 'throttle'.
function set(values, path, value) {
  const names = path.split('.');
  const last = names.pop();
  const target = names.reduce((inner, name) => (inner[name] ??= {}), values);
  target[last] = value;
}
