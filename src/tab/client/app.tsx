import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { Boundary } from './parts/boundary.tsx';
import type { ThemeName } from './host.ts';
import { Pages } from './pages.tsx';
import { SessionContext } from './session.ts';
import type { Session } from './session.ts';
import { useMe } from './use-me.ts';

const THEMES: Readonly<Record<ThemeName, typeof teamsLightTheme>> = {
  default: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** Its style elements carry the nonce of the page, or the page's policy would not take them. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

export type AppProps = Omit<Session, 'me' | 'showAs'>;

export function App(props: AppProps) {
  const { host, live, notes } = props;
  const [theme, setTheme] = useState(host.theme);
  useEffect(() => {
    host.onTheme(setTheme);
    host.shown();
    if (host.context.frame === 'settings' || host.context.frame === 'remove') return;
    void live.start();
    return () => live.stop();
  }, [host, live]);
  const me = useMe(props);
  const [settings, showAs] = useState(props.settings);
  const session = useMemo(() => ({ ...props, settings, showAs, me }), [props, settings, me]);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={THEMES[theme]} className="ground" data-theme={theme}>
        <Boundary live={live} notes={notes}>
          <SessionContext value={session}>
            <Pages />
          </SessionContext>
        </Boundary>
      </FluentProvider>
    </RendererProvider>
  );
}
