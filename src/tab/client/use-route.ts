import { useSyncExternalStore } from 'react';
import { hashOf, routeAt } from './route.ts';
import type { Route } from './route.ts';

/** The page that the address names. `subPage`: what Teams was asked to open first. */
export function useRoute(subPage: string): { readonly route: Route; readonly params: URLSearchParams } {
  const hash = useSyncExternalStore(onHash, () => location.hash);
  return routeAt({ pathname: location.pathname, hash }, subPage);
}

export function goTo(route: Route): void {
  location.hash = hashOf(route);
}

/** Another view of the same page; going back leaves the page and not the view. */
export function replaceParams(route: Route, params: URLSearchParams): void {
  const text = params.toString();
  history.replaceState(null, '', `${hashOf(route)}${text === '' ? '' : `?${text}`}`);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

function onHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
