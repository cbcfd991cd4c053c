import { openTestDatabase } from '../../fakes/database.ts';
import { storeSuite } from './suite.ts';

storeSuite('on PGlite', openTestDatabase);
