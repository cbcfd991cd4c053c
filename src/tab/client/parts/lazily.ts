import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import { PART_MISSING, Trouble } from '../trouble.ts';

/** A part of the page that is fetched when it is first drawn. Where that fails, it throws PartMissing. */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      throw new PartMissing(String(error));
    }
  });
}

export class PartMissing extends Trouble {
  /** What the browser says of it, mostly with its address. */
  readonly said: string;

  constructor(said: string) {
    super(PART_MISSING);
    this.said = said;
  }
}
