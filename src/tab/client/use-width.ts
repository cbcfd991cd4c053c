import { useLayoutEffect, useRef, useState } from 'react';

/** How wide an element is. 0 before it is drawn. */
export function useWidth<T extends HTMLElement>(): readonly [React.RefObject<T | null>, number] {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}

export type WidthClass = 'wide' | 'medium' | 'narrow';

/** `narrow`: cards; `medium`: two lines a row. */
export function widthClass(width: number): WidthClass {
  if (width >= 1040) return 'wide';
  return width >= 560 ? 'medium' : 'narrow';
}
