/** How to mend a breach of each rule, for the pages in docs/reference/rules. English, full sentences. */
import type { RegelId } from './regler.ts';

export const regelRaad: Readonly<Record<RegelId, string>> = {
  'element-ukendt':
    'Compare the name and the namespace of the element with the WSDL. The text names the right namespace where only that is wrong, else the elements that may stand here.',
  'element-mangler': 'Send the element that the text names, in the namespace that it names.',
  'element-raekkefoelge':
    'Move the element to before the one that the text names; code generated from the WSDL keeps the order.',
  'element-for-mange': 'Send the element no more often than the text says.',
  'valg-mangler': 'Send exactly one of the elements that the text lists.',
  'tekst-uventet': 'Remove the text that stands between the child elements, or put it into the element it belongs to.',
  'attribut-ukendt':
    'Remove the attribute. Namespace declarations and the attributes of XML Schema instances (xsi:type, xsi:nil) are no breach.',
  'tekst-for-lang': 'Shorten the text. Characters are counted, not bytes.',
  'vaerdi-moenster': 'Send the value in the form that the text describes, with nothing before or after it.',
  'kode-ukendt': 'Send one of the values that the text lists, in the same upper and lower case.',
  'tidspunkt-form':
    'Send year, month, day, `T`, hour, minute and second, all with their leading zeros, and the offset from UTC; decimals of the second are optional. The date must be in the calendar.',
  'tal-form': 'Send digits only, with at most a sign before them.',
  'boolsk-form': 'Send true, false, 1 or 0.',
  'graenseindikator-true': 'Send true, or leave the element out and send `TidsstempelDatoTid` instead.',
  'skema-brudt': 'Read what the schema validator says in the text; validate the message with the WSDL of the service.',
  'felt-udfyldt': 'Fill the field that the text names in every Egenskab that you send.',
  'indeks-entydigt':
    'Give each address an Indeks of its own; a random UUID will do. Addresses that end in the same call count as well.',
  'adresse-gentaget':
    'Send the address once in that role, or with periods that do not overlap. What `laes` returns never has this fault.',
  'reference-mangler': 'Send the ReferenceID. To end a relation, send it as it is with a TilTidspunkt.',
  'virkning-omvendt': 'Send a TilTidspunkt that is later than the FraTidspunkt, or the same to say that it never was.',
  'virkning-overlap': 'End the earlier period where the later one begins; a period does not hold its TilTidspunkt.',
  'virkning-raekkefoelge':
    'Read the object with an open Virkning filter, and send the later period together with the earlier one.',
  'registrering-i-fremtiden':
    'Set the clock of the client by NTP, or leave Tidspunkt out: then the server writes the time.',
  'objekt-findes': 'Call ret to change the object, or importer with a new UUID.',
  'objekt-afsluttet': 'Call importer with the same UUID and the whole content to bring the object back.',
  'objekt-ukendt':
    'Check the UUID, the service (each sees its own object type alone) and the authority that the call is made for.',
  'ingen-fundet': 'No mistake: there is nothing, or nothing more, to find.',
  'faelles-objekt': 'Make an object of your own, or ask KOMBIT for the change.',
  'rolle-mangler':
    'Ask for a service agreement with the role for the authority whose data it is, and fetch a new token; roles are in the token.',
  'dataafgraensning-mangler':
    'Leave the field out, or ask for a service agreement with the data restriction. A ret without the field keeps what is stored.',
  'kun-testmiljoe': 'Call a register that is served with `--environment test`; elsewhere, call slet for each object.',
  'sideantal-ugyldigt': 'Send 0 or a positive number, or leave the element out.',
  'liste-for-lang': 'Split the list over several calls.',
  'soegevaerdier-for-mange': 'Split the values over several calls.',
  'tilhoer-mangler':
    'Send the Facet of a class (the FacetTilhoerer of a facet) with a Virkning that holds every period in which the object has an Egenskab. To end a class, end its Egenskab and its PubliceretStatus, or call passiver.',
  'tilhoer-skifter': 'Make a new class in the other facet, under a UUID of its own, and end this one.',
  'reference-ukendt':
    'Make the object that is referred to first, or send both with the import of KlassifikationSystem; a common object must be visible to the caller.',
  'facet-ejer': 'Make a classification of your own for the facet, or add classes to a facet that is there.',
  'facet-lukket': 'Put the class into a facet of your own, or ask for the facet to be opened.',
  'overordnet-facet': 'Name a parent from the facet of the class, or none: the class then stands at the top.',
  'overordnet-kreds':
    'Read the class named as parent with an open Virkning filter, and follow OverordnetKlasse up: the class itself is met in the period that the text names.',
  'overordnet-dybde': 'Hang the class higher up, or send the history of its parents in fewer periods.',
  'position-form': 'Send the `position` of the answer before, or leave `siden` out to begin with the first change.',
  'position-ukendt':
    'Begin again with GET /aendringer/start: what was read before does not belong to the register as it is now.',
  'antal-ugyldigt': 'Send a number within the bounds that the text names, or leave `antal` out.',
  'markoer-ugyldig':
    'Send `efter` of the answer before as it is, for the same authority, or leave it out to begin again.',
  'parameter-ukendt': 'Send only the parameters that the text names, each at most once.',
  'udtryk-form':
    'Mend the expression at the place that the text names; `fkorg besked abonnement proev` tries one without saving it.',
  'udtryk-sti-ukendt':
    'Write one of the paths that the text names; they are the element names of the envelope, letter case and all.',
  'udtryk-sti-flertydig': 'Write more of the beginning of the path, such as ObjektRegistrering.ObjektId.',
  'udtryk-graense':
    'Part the expression over several subscriptions of the dueslag, or put the values on a value list and compare with IN.',
  'afsender-uden-aftale':
    'Ask for an agreement of beskedafsend for the authority, and have it approved: `fkorg agreement request`.',
  'afsender-myndighed':
    'Send with a token for the authority that answers for the objects, or name it in ObjektAnsvarligMyndighed.',
  'modtager-ikke-tilladt':
    'Take the receiver out of TilladtModtager, or ask for an agreement with it in tilladt-myndighed.',
  'modtager-mangler':
    'Name in TilladtModtager the authorities that may receive it, as urn:oio:cvr-nr:<CVR>, among those of the agreement.',
  'vaerdi-tegn':
    'Send a text of 1 to 255 characters; white space at its ends does not count. Send no element where there is no value.',
  'vaerdiliste-egenskab':
    'Send one Registrering, and in its AttributListe one Egenskab with the Navn and all values of the list.',
  'vaerdier-for-mange':
    'Remove values that are no longer needed, use several lists, or ask for fewer lists at a time with list.',
  'vaerdilister-for-mange': 'Delete lists that no subscription uses with slet.',
  'besked-ikke-i-dueslag':
    'Send the message as it was delivered, for the authority or the system whose dueslag it waits in; one that was acknowledged has left it.',
};
