/** Every path of the envelope with a value in it, as names of elements below Haendelsesbesked. */

type Del = { readonly [navn: string]: Del | 'uuid' | 'id' | 'tid' | 'tekst' };

const REGISTRERING: Del = {
  ObjektRegistreringId: 'id',
  RegistreringsAktoer: 'uuid',
  Registreringstidspunkt: 'tid',
  ObjektAnsvarligMyndighed: 'id',
  ObjektId: 'id',
  ObjektType: 'id',
  ObjektHandling: 'id',
  OpgaveEmne: 'id',
};
const RUTE: Del = {
  Fordelingssystem: 'id',
  ModtagelsesTidspunkt: 'tid',
  LeveranceTidspunkt: 'tid',
  ModtagetFraSystem: 'uuid',
  ErLeveretIHenholdTil: 'id',
};
const KUVERT: Del = {
  Filtreringsdata: {
    Beskedtype: 'id',
    BeskedAnsvarligAktoer: 'uuid',
    TilladtModtager: 'id',
    RelateretObjekt: { ObjektId: 'id', ObjektType: 'id', ObjektRolle: 'id' },
    ObjektRegistrering: REGISTRERING,
    TvaergaaendeProces: 'id',
  },
  Leveranceinformation: {
    Dannelsestidspunkt: 'tid',
    TransaktionsId: 'id',
    Kildesystem: 'uuid',
    KildesystemIPAdresse: 'tekst',
    Sikkerhedsklassificering: 'id',
    Leveranceruter: { Leverancerute: RUTE },
  },
  Modtagerhandling: { Handling: 'id', Responsmodtager: 'uuid' },
  GyldighedFra: 'tid',
  GyldighedTil: 'tid',
};

const BLADE = {
  uuid: ['UUIDIdentifikator'],
  id: ['UUIDIdentifikator', 'URNIdentifikator'],
  tid: ['TidsstempelDatoTid', 'GraenseIndikator'],
  tekst: [],
};

function stierI(del: Del, over: readonly string[]): readonly (readonly string[])[] {
  return Object.entries(del).flatMap(([navn, art]) => {
    const sti = [...over, navn];
    return typeof art === 'string' ? [sti, ...BLADE[art].map((blad) => [...sti, blad])] : stierI(art, sti);
  });
}

export const KUVERTSTIER = stierI(KUVERT, ['Beskedkuvert']);
