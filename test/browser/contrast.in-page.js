/* global document, getComputedStyle, Node */
// Runs in a page. Texts with a contrast of less than 4.5 to 1 with what they stand on, each with what it has.
(() => {
  // 'rgb(0, 0, 0)' counts to 255, 'color(srgb 0 0 0)' to 1; the fourth is how opaque it is.
  function numbers(colour) {
    const scale = colour.startsWith('color(') ? 255 : 1;
    return (colour.match(/[\d.]+/g) ?? []).map((part, at) => Number(part) * (at < 3 ? scale : 1));
  }

  function linear(part) {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }

  function luminance([red, green, blue]) {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  function ground(element) {
    if (element === null) return [255, 255, 255];
    const [red, green, blue, opaque = 1] = numbers(getComputedStyle(element).backgroundColor);
    if (opaque === 1) return [red, green, blue];
    const below = ground(element.parentElement);
    return [red, green, blue].map((part, at) => part * opaque + below[at] * (1 - opaque));
  }

  function ratio(element) {
    const pair = [numbers(getComputedStyle(element).color), ground(element)].map(luminance);
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  }

  function ownText(element) {
    return [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => textContent.trim())
      .join('');
  }

  return [...document.body.querySelectorAll('*')]
    .filter((element) => ownText(element) !== '' && ratio(element) < 4.5)
    .map((element) => `${ownText(element).slice(0, 40)} (${ratio(element).toFixed(1)})`);
})();
