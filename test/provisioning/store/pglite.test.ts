import { openInMemory } from '../../fakes/database.ts';
import { storeSuite } from './suite.ts';

storeSuite('on PGlite', openInMemory);
