// The pages this Teams shows at the moment, and how each is spoken to.

export class Frames {
  #shown = [];

  /**
   * @param frame where the page stands, as teams-js calls it: content, settings, remove, task, authentication
   * @param windowOf the window it is in: that of an element is another one once the element is in the document
   */
  add(frame, windowOf) {
    const page = { frame, windowOf };
    this.drop(frame);
    this.#shown.push(page);
    return page;
  }

  drop(frame) {
    this.#shown = this.#shown.filter((page) => page.frame !== frame);
  }

  get(frame) {
    return this.#shown.find((page) => page.frame === frame);
  }

  /** Whose window a message came from; undefined for a window that was not opened here. */
  from(source) {
    return this.#shown.find((page) => page.windowOf() === source);
  }

  post(page, message) {
    page.windowOf()?.postMessage(message, location.origin);
  }

  /** Says something unasked. */
  tell(page, func, ...args) {
    if (page !== undefined) this.post(page, { func, args });
  }

  tellAll(func, ...args) {
    for (const page of this.#shown) this.tell(page, func, ...args);
  }
}

/** A frame for a page of the app. */
export function frameFor(url, title) {
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.src = url;
  frame.allow = 'clipboard-write';
  return frame;
}
