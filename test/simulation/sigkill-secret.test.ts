import { survivesRealKills } from './sigkill.ts';

survivesRealKills('a secret', () => ({}));
