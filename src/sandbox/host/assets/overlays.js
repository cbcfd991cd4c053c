// What stands over the tab: a dialog the tab opened, and the window in which a tab is set up or taken away.
import { frameFor } from './frames.js';

/** What teams-js calls by a word, in pixels. */
const SIZES = { small: 300, medium: 500, large: 800 };

class Overlay {
  #box = document.createElement('dialog');
  #onDismiss;
  frame;

  /** `onDismiss`: closed by the person, not by the page. */
  constructor({ title, url, onDismiss }) {
    this.#onDismiss = onDismiss;
    this.frame = frameFor(url, title);
    const heading = Object.assign(document.createElement('h2'), { textContent: title });
    const close = button('Close', () => this.#dismiss());
    const head = Object.assign(document.createElement('div'), { className: 'head' });
    head.append(heading, close);
    this.#box.append(head, this.frame);
    this.#box.addEventListener('cancel', (event) => {
      event.preventDefault();
      this.#dismiss();
    });
    document.body.append(this.#box);
    this.#box.showModal();
  }

  append(...parts) {
    this.#box.append(...parts);
  }

  close() {
    this.#box.remove();
  }

  resize({ width, height }) {
    if (width !== undefined) this.frame.style.width = pixels(width);
    if (height !== undefined) this.frame.style.height = pixels(height);
  }

  #dismiss() {
    this.close();
    this.#onDismiss();
  }
}

export function openDialog({ title, url, width, height }, onDismiss) {
  const overlay = new Overlay({ title: title ?? '', url, onDismiss });
  overlay.resize({ width, height });
  return overlay;
}

/** With a button that the page allows, e.g. Save, and a line for what went wrong. */
export class Settings extends Overlay {
  #button;
  #said = Object.assign(document.createElement('p'), { role: 'alert' });

  constructor({ title, url, height, verb, onVerb, onDismiss }) {
    super({ title, url, onDismiss });
    this.resize({ width: 720, height });
    this.#button = button(verb, () => {
      this.#said.textContent = '';
      onVerb();
    });
    this.#button.className = 'main';
    this.allow(false);
    const foot = Object.assign(document.createElement('div'), { className: 'foot' });
    foot.append(this.#said, this.#button);
    this.append(foot);
  }

  allow(allowed) {
    this.#button.disabled = !allowed;
  }

  say(text) {
    this.#said.textContent = text;
  }
}

function pixels(size) {
  return `${SIZES[size] ?? Number(size)}px`;
}

function button(text, press) {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: text });
  made.addEventListener('click', press);
  return made;
}
