// A code to be typed elsewhere: copies it, counts down, and asks again and again whether somebody has signed in.

const sheet = document.querySelector('[data-device]');
const form = sheet.querySelector('form');
const state = sheet.querySelector('[data-state]');
const outcome = document.querySelector('[data-outcome]');
const waiting = state.textContent;
const pace = Number(sheet.dataset.next);
const endsAt = window.performance.now() + Number(sheet.dataset.left) * 1000;

let over = false;
let asking = false;
let turn;

async function ask() {
  if (over || asking) return;
  asking = true;
  try {
    const response = await fetch(sheet.dataset.device, { method: 'POST', body: new FormData(form) });
    // Anything else that is said belongs to the code.
    if (response.status >= 500) throw new TypeError('no answer');
    heard(response.ok, await response.json());
  } catch {
    say('Registrar does not answer. It is asked again in a moment.');
    later(pace);
  } finally {
    asking = false;
  }
}

function heard(ok, answer) {
  if (!ok) return end({ title: answer.what, text: `${answer.why} ${answer.fix}` });
  if (answer.kind === 'signed-in') return end(answer);
  say(waiting);
  later(answer.nextInSeconds);
}

// One turn at a time, whoever asked for it.
function later(seconds) {
  window.clearTimeout(turn);
  turn = setTimeout(ask, seconds * 1000);
}

// A text that stays the same is not announced again.
function say(text) {
  if (state.textContent !== text) state.textContent = text;
}

function end({ kind, title, text }) {
  over = true;
  sheet.hidden = true;
  const mould = document.querySelector('[data-ended]').content.cloneNode(true);
  const heading = mould.querySelector('h1');
  heading.textContent = title;
  heading.nextElementSibling.textContent = text;
  if (kind === 'signed-in') {
    const chip = mould.querySelector('.chip');
    chip.className = 'chip good';
    chip.textContent = '✓ Signed in';
    mould.querySelector('a')?.remove();
  }
  outcome.replaceChildren(mould);
  heading.focus();
}

function count() {
  if (over) return;
  const left = Math.max(0, Math.round((endsAt - window.performance.now()) / 1000));
  const seconds = String(left % 60).padStart(2, '0');
  sheet.querySelector('[data-clock]').textContent = `${Math.floor(left / 60)}:${seconds}`;
  setTimeout(count, 1000);
}

async function copyAndOpen(link) {
  const typed = document.getElementById(link.dataset.copyAndOpen);
  const told = sheet.querySelector('[data-announce]');
  try {
    await navigator.clipboard.writeText(typed.textContent.trim());
    told.textContent = 'Copied: the code.';
    window.open(link.href, '_blank', 'noopener,noreferrer');
  } catch {
    getSelection().selectAllChildren(typed);
    told.textContent = 'Selected. Copy it with the keyboard, then open the page below.';
  }
}

sheet.addEventListener('click', (event) => {
  const link = event.target.closest('[data-copy-and-open]');
  if (!link) return;
  event.preventDefault();
  void copyAndOpen(link);
});

// A page in the background is put to sleep by browsers; who comes back wants to know at once.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void ask();
});

sheet.querySelector('[data-countdown]').hidden = false;
count();
later(pace);
