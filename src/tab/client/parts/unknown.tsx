import { words } from '../words.ts';
import { Page } from './ground.tsx';

export function Unknown() {
  return (
    <Page title={words.unknownTitle}>
      <p>{words.unknown}</p>
    </Page>
  );
}
