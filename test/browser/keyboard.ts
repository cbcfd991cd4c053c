/** Going through a page with the Tab key alone (WCAG 2.2, success criteria 2.1.1 and 2.4.7). */
import type { Frame, Page } from 'playwright-core';

export interface Walk {
  /** What the key stops at, in order, by its name. */
  readonly stops: readonly string[];
  /** Stops at which it is not to be seen that the keyboard is there. */
  readonly unseen: readonly string[];
  /** What could be pressed or filled in, and the key never came to. */
  readonly missed: readonly string[];
}

/** Of a list without end only so much is walked through. */
const MOST = 60;

/** From the beginning of the page until the key comes to where it has been; again, where something came late. */
export async function walkThrough(page: Page, tab: Frame): Promise<Walk> {
  const walk = await once(page, tab);
  return walk.missed.length === 0 ? walk : once(page, tab);
}

async function once(page: Page, tab: Frame): Promise<Walk> {
  await tab.evaluate(
    'for (const one of document.querySelectorAll("[data-walked]")) delete one.dataset.walked',
  );
  await tab.evaluate('document.activeElement.blur(), document.body.focus()');
  const [stops, unseen]: [string[], string[]] = [[], []];
  let isRound = false;
  for (let presses = 0; presses < MOST && !isRound; presses += 1) {
    await page.keyboard.press('Tab');
    const [name, isSeen, before] = await tab.evaluate<[string, boolean, boolean]>(FOCUSED);
    // Between the last stop and the first the key reaches the page itself, and what is around it.
    if (name === '') continue;
    isRound = before;
    if (isRound) continue;
    stops.push(name);
    if (!isSeen) unseen.push(name);
  }
  return { stops, unseen, missed: isRound ? await tab.evaluate<string[]>(MISSED) : [] };
}

const NAME = `const nameOf = (one) => one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent.trim();`;

const FOCUSED = `(() => {
  ${NAME}
  const at = document.activeElement;
  if (at === document.body) return ['', false, false];
  const before = at.dataset.walked === 'yes';
  at.dataset.walked = 'yes';
  const isOutlined = (look) => look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  // A box around a field may have a shadow for good; a line of its own it has only for the keyboard.
  const isDrawn = (look) => isOutlined(look) || (look.content !== 'none' && parseFloat(look.borderBottomWidth) >= 2) || look.boxShadow !== 'none';
  const looks = [getComputedStyle(at), getComputedStyle(at, '::after'), getComputedStyle(at.parentElement, '::after')];
  const seen = looks.some(isDrawn) || isOutlined(getComputedStyle(at.parentElement));
  return [nameOf(at), seen, before];
})()`;

/** Of radio buttons and the like one is a stop, and the arrow keys go to the rest. */
const MISSED = `(() => {
  ${NAME}
  const isOneOfWalked = (one) => one.type === 'radio' && [...document.getElementsByName(one.name)].some(({ dataset }) => dataset.walked);
  const room = document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document;
  return [...room.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((one) => !one.dataset.walked && one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !('tabsterDummy' in one.dataset) && one.closest('[inert], [aria-hidden="true"]') === null && !isOneOfWalked(one))
    .map((one) => one.tagName.toLowerCase() + ' ' + nameOf(one));
})()`;
