/** Names of people who do not exist: common Danish first and last names, put together by the generator. */

export const FORNAVNE: readonly string[] = (
  'Anne Peter Mette Michael Kirsten Lars Hanne Jens Helle Thomas Susanne Henrik Lene Søren Maria ' +
  'Christian Marianne Jan Inge Martin Lone Niels Camilla Anders Pia Morten Louise Jesper ' +
  'Charlotte Hans Tina Jørgen Gitte Per Bente Ole Karen Rasmus Ida Mads Sofie Emil Julie Frederik ' +
  'Emma Kasper Sara Mikkel Fatima Ali Amina Mehmet Åse Bjørn Ægir Ulla'
).split(' ');

export const EFTERNAVNE: readonly string[] = (
  'Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen ' +
  'Petersen Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen ' +
  'Knudsen Jakobsen Mikkelsen Frederiksen Lund Holm Schmidt Eriksen Kristiansen Clausen Svendsen ' +
  'Andreasen Iversen Østergaard Jeppesen Lauritsen Nissen Bach Kjær Winther Vestergaard Åberg ' +
  'Ahmed Yilmaz'
).split(' ');

/** Streets of a town that is on no map. */
export const VEJE: readonly string[] = (
  'Rådhuspladsen Stationsvej Kirkegade Havnegade Nørregade Skolevej Møllevej Engvej Birkealle ' +
  'Søndergade Lindevej Parkvej'
).split(' ');

/** Town and a postcode that no Danish town has. */
export const BY = '4999 Korsbæk';

/** A host that nobody can have: the ending is reserved for examples (RFC 2606). */
export const DOMAENENAVN = 'korsbaek.example';

/** Quarters, for when there are more units than names. */
export const KVARTERER: readonly string[] = 'Nord Syd Øst Vest Midt Havnen Skoven Bakken Engen Åen'.split(' ');

/** Lower-case letters a to z that stand for a name in mail addresses and user names. */
export function ascii(tekst: string): string {
  return tekst
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
