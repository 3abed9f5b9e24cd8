/** The table of types: what the schema is made of, and what answers it. */
import type { Objekttype } from '../tabel.ts';
import { adressetyper } from './adresser.ts';
import { brugertyper } from './brugere.ts';
import { enhedstyper } from './enheder.ts';
import { henvendelsestyper } from './henvendelsessteder.ts';
import { itsystemtyper } from './itsystemer.ts';
import { medlemskabsinterface, medlemskabstyper } from './medlemskaber.ts';
import { opgavetyper } from './opgaver.ts';
import { organisationstyper } from './organisationer.ts';
import { rodtype } from './rod.ts';
import { sidetyper } from './sider.ts';
import { tilstandstyper } from './tilstand.ts';

export const typer: {
  readonly objekter: Readonly<Record<string, Objekttype>>;
  readonly interfaces: Readonly<Record<string, Objekttype>>;
} = {
  objekter: {
    ...sidetyper,
    ...organisationstyper,
    ...enhedstyper,
    ...henvendelsestyper,
    ...brugertyper,
    ...adressetyper,
    ...opgavetyper,
    ...itsystemtyper,
    ...tilstandstyper,
    ...medlemskabstyper,
    Query: rodtype,
  },
  interfaces: { Medlemskab: medlemskabsinterface },
};
