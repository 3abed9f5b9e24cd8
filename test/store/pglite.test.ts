import { openStore } from '../../src/store/open.ts';
import { beskederSuite } from './beskeder-suite.ts';
import { laesningerSuite } from './laesninger-suite.ts';
import { storeSuite } from './suite.ts';
import { clock } from './verden.ts';

storeSuite('PGlite', () => openStore({ database: ':memory:', clock }));
laesningerSuite('PGlite', () => openStore({ database: ':memory:', clock }));
beskederSuite('PGlite', () => openStore({ database: ':memory:', clock }));
