"""The mini-KLE of the demo, read through Klassifikation 6 as a client of KLE does: searched, listed, read with its history,
followed to the top and seen as a whole.

`call(service, operation, **content)` gives the body of an answer whose StatusKode it has held to be 20, or to be the `code` that it is given.
"""
import datetime
import uuid

SERVICES = ("Klasse", "Facet", "Klassifikation", "KlassifikationSystem")
KLASSIFIKATION = "00000c7e-c7a5-4000-8000-000000000000"
EMNEPLAN = "00000c7e-face-4001-8000-000000000000"
TITLES = {
    "91.10": "Husets egen drift (opdigtet)",
    "91.10.01": "Lokaler og nøgler",
    "91.10.02": "Mødeplaner",
    "91.10.03": "Arkivkasser",
    "91.10.04": "Intern post",
}
ALWAYS = {"GraenseIndikator": True}
HISTORY = {"VirkningFraFilter": ALWAYS, "VirkningTilFilter": ALWAYS}
FROM = datetime.datetime(1988, 1, 1, tzinfo=datetime.timezone.utc)
CHANGE = datetime.datetime(2001, 9, 11, tzinfo=datetime.timezone.utc)


def template(number):
    return {
        "AttributListe": {"Egenskab": [{"BrugervendtNoegleTekst": number}]},
        "TilstandListe": {},
        "RelationListe": {"Facet": {"ReferenceID": {"UUIDIdentifikator": EMNEPLAN}}},
    }


def properties(picture):
    return picture.Registrering[0].AttributListe.Egenskab


def titles(pictures):
    """Numbers and titles of classes that have one Egenskab each."""
    entries = [properties(picture) for picture in pictures]
    assert all(len(entry) == 1 for entry in entries), entries
    return {entry[0].BrugervendtNoegleTekst: entry[0].TitelTekst for entry in entries}


def reads_classes(call):
    """Gives the UUIDs of the classes by their numbers."""
    found = call("Klasse", "soeg", **template("91.10*")).IdListe.UUIDIdentifikator
    pictures = call("Klasse", "list", UUIDIdentifikator=found).FiltreretOejebliksbillede
    assert titles(pictures) == TITLES, pictures
    by_number = {properties(p)[0].BrugervendtNoegleTekst: p.ObjektType.UUIDIdentifikator for p in pictures}
    assert sorted(by_number.values()) == sorted(found), found
    exact = call("Klasse", "soeg", **template("91.10")).IdListe.UUIDIdentifikator
    assert exact == [by_number["91.10"]], exact
    call("Klasse", "soeg", code=44, **template("91.11*"))
    return by_number


def follows_parents(call, by_number):
    subject = call("Klasse", "laes", UUIDIdentifikator=by_number["91.10.02"], **HISTORY).FiltreretOejebliksbillede
    assert titles([subject]) == {"91.10.02": TITLES["91.10.02"]}
    assert [word.BeskrivelseTekst for word in properties(subject)[0].Soegeord] == ["mødeplaner"]
    assert [state.ErPubliceretIndikator for state in subject.Registrering[0].TilstandListe.PubliceretStatus] == [True]
    relations = subject.Registrering[0].RelationListe
    assert relations.Facet.ReferenceID.UUIDIdentifikator == EMNEPLAN
    parent = relations.OverordnetKlasse.ReferenceID.UUIDIdentifikator
    assert parent == by_number["91.10"]
    group = call("Klasse", "laes", UUIDIdentifikator=parent).FiltreretOejebliksbillede
    assert titles([group]) == {"91.10": TITLES["91.10"]}
    assert group.Registrering[0].RelationListe.OverordnetKlasse is None
    facet = call("Facet", "laes", UUIDIdentifikator=EMNEPLAN).FiltreretOejebliksbillede
    assert properties(facet)[0].BrugervendtNoegleTekst == "Emneplan"
    above = facet.Registrering[0].RelationListe.FacetTilhoerer.ReferenceID.UUIDIdentifikator
    assert above == KLASSIFIKATION
    top = call("Klassifikation", "laes", UUIDIdentifikator=above).FiltreretOejebliksbillede
    assert properties(top)[0].KaldenavnTekst == "Mini-KLE"


def sees_the_whole(call):
    number = {
        "KlassifikationSoegEgenskab": {"BrugervendtNoegleTekst": "KLE"},
        "FacetSoegEgenskab": {"BrugervendtNoegleTekst": "Emneplan"},
        "KlasseSoegEgenskab": {"BrugervendtNoegleTekst": "91.10*"},
    }
    whole = call("KlassifikationSystem", "fremsoegobjekthierarki", MaksimalAntalKvantitet=500, **number)
    roots = [picture.ObjektType.UUIDIdentifikator for picture in whole.Klassifikationer.FiltreretOejebliksbillede]
    facets = [picture.ObjektType.UUIDIdentifikator for picture in whole.Facetter.FiltreretOejebliksbillede]
    assert (roots, facets) == ([KLASSIFIKATION], [EMNEPLAN]), (roots, facets)
    assert titles(whole.Klasser.FiltreretOejebliksbillede) == TITLES


def has_a_history(call, by_number):
    """A class of one's own below a common one, whose title changed once: both filters open give all of it."""
    ident = str(uuid.uuid4())
    since, until = {"TidsstempelDatoTid": FROM}, {"TidsstempelDatoTid": CHANGE}
    before = {"Virkning": {"FraTidspunkt": since, "TilTidspunkt": until}, "TitelTekst": "før"}
    after = {"Virkning": {"FraTidspunkt": until}, "TitelTekst": "efter"}

    def points_at(target):
        return {"Virkning": {"FraTidspunkt": since}, "ReferenceID": {"UUIDIdentifikator": target}}

    lists = {
        "AttributListe": {"Egenskab": [before, after]},
        "TilstandListe": {},
        "RelationListe": {"Facet": points_at(EMNEPLAN), "OverordnetKlasse": points_at(by_number["91.10"])},
    }
    call("Klasse", "importer", Klasse={"UUIDIdentifikator": ident, "Registrering": [lists]})

    def read(**filters):
        picture = call("Klasse", "laes", UUIDIdentifikator=ident, **filters).FiltreretOejebliksbillede
        return [(entry.TitelTekst, entry.Virkning) for entry in properties(picture)]

    (first, old), (second, new) = sorted(read(**HISTORY), key=lambda entry: entry[0], reverse=True)
    assert (first, second) == ("før", "efter")
    assert (old.FraTidspunkt.TidsstempelDatoTid, old.TilTidspunkt.TidsstempelDatoTid) == (FROM, CHANGE), old
    assert (new.FraTidspunkt.TidsstempelDatoTid, new.TilTidspunkt.GraenseIndikator) == (CHANGE, True), new
    assert [title for title, _ in read()] == ["efter"]


def reads_kle(call):
    by_number = reads_classes(call)
    follows_parents(call, by_number)
    sees_the_whole(call)
    has_a_history(call, by_number)
    return by_number


def sees_no_kle(call, by_number):
    """For who was not handed the common data: nothing of it is there, by search or by UUID."""
    call("Klasse", "soeg", code=44, **template("91.10*"))
    call("Klasse", "laes", code=44, UUIDIdentifikator=by_number["91.10"], **HISTORY)
    call("Facet", "laes", code=44, UUIDIdentifikator=EMNEPLAN)
    call("Klassifikation", "laes", code=44, UUIDIdentifikator=KLASSIFIKATION)
    whole = call("KlassifikationSystem", "fremsoegobjekthierarki")
    for name in ("Klassifikationer", "Facetter", "Klasser"):
        assert whole[name] is None or not whole[name].FiltreretOejebliksbillede, name
