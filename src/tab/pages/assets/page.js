// Copy buttons, and the one reveal of a secret. Every page works without this but for those two.
'use strict';

const HIDDEN = '••••••••••••';

/** In the part of the page it is about. */
function announce(near, text) {
  const place = near.closest('section').querySelector('[data-announce]');
  if (place) place.textContent = text;
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    announce(button, `Copied: ${button.dataset.label}.`);
  } catch {
    getSelection().selectAllChildren(source);
    announce(button, 'Selected. Copy it with the keyboard.');
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
    announce(button, `${answer.what} ${answer.fix}`);
    return;
  }
  place.textContent = answer.value;
  document.getElementById(button.dataset.then).hidden = false;
  button.hidden = true;
  announce(button, 'Shown once. Copy it now; it cannot be shown again.');
  setTimeout(() => hide(place, button.dataset.then), Number(button.dataset.seconds) * 1000);
}

function hide(place, copyButton) {
  place.textContent = HIDDEN;
  document.getElementById(copyButton).hidden = true;
  announce(place, 'The ten minutes are over. The value is hidden.');
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.copy) void copy(button);
  if (button.dataset.reveal) {
    reveal(button).catch(() => announce(button, 'No answer. Reload the page to see whether it was shown.'));
  }
});
