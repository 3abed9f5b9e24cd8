import { openStore } from '../../src/store/open.ts';
import { storeSuite } from './suite.ts';
import { clock } from './verden.ts';

storeSuite('PGlite', () => openStore({ database: ':memory:', clock }));
