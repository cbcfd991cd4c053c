// Copy buttons, and the one reveal of a secret. Every page works without this but for those two.
'use strict';

const HIDDEN = '••••••••••••';

function announce(text) {
  const place = document.querySelector('[data-announce]');
  if (place) place.textContent = text;
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    announce(`Copied: ${button.dataset.label}.`);
  } catch {
    getSelection().selectAllChildren(source);
    announce('Selected. Copy it with the keyboard.');
  }
}

async function reveal(button) {
  button.disabled = true;
  const place = document.getElementById(button.dataset.place);
  const response = await fetch(button.dataset.reveal, {
    method: 'POST',
    headers: { 'x-registrar-token': button.dataset.token },
  });
  const answer = await response.json();
  if (!response.ok) {
    announce(`${answer.what} ${answer.fix}`);
    return;
  }
  place.textContent = answer.value;
  document.getElementById(button.dataset.then).hidden = false;
  button.hidden = true;
  announce('Shown once. Copy it now; it cannot be shown again.');
  setTimeout(() => hide(place, button.dataset.then), Number(button.dataset.seconds) * 1000);
}

function hide(place, copyButton) {
  place.textContent = HIDDEN;
  document.getElementById(copyButton).hidden = true;
  announce('The ten minutes are over. The secret is hidden.');
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.copy) void copy(button);
  if (button.dataset.reveal) {
    reveal(button).catch(() => announce('No answer. Reload the page to see whether it was shown.'));
  }
});
