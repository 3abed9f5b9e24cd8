"""A client that reads the served WSDLs with python3-zeep: importer, laes, soeg and ret on three services, the mini-KLE
through version 6 of the classification services, and version 7 of them.

Usage: zeep_client.py <server address>. Ends with 0 and a line "ok" when every answer was as expected.
"""
import datetime
import sys
import uuid

import zeep

import kle

BASE = sys.argv[1]
FRA = {"FraTidspunkt": {"TidsstempelDatoTid": datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)}}
HEADER = {"header": {"TransactionUUID": str(uuid.uuid4())}}


def body(answer):
    """zeep gives header and body side by side where the WSDL declares a header of the answer."""
    return answer.body if hasattr(answer, "body") and hasattr(answer, "header") else answer


def expect(answer, code, what):
    status = body(answer).StandardRetur
    assert status.StatusKode == code, f"{what}: {status.StatusKode} {status.FejlbeskedTekst}"
    return body(answer)


def exercise(service, field, relations):
    client = zeep.Client(f"{BASE}/organisation/{service.lower()}/6?wsdl")
    call = client.service
    ident = str(uuid.uuid4())
    name = f"{service} {ident[:8]}"

    def lists(text):
        return {
            "AttributListe": {"Egenskab": [{"Virkning": FRA, "BrugervendtNoegleTekst": ident[:8], field: text}]},
            "TilstandListe": {},
            "RelationListe": relations,
        }

    imported = call.importer(**{service: {"UUIDIdentifikator": ident, "Registrering": [lists(name)]}}, _soapheaders=HEADER)
    expect(imported, 20, f"{service} importer")
    assert imported.header.header.TransactionUUID == HEADER["header"]["TransactionUUID"]

    again = call.importer(**{service: {"UUIDIdentifikator": ident, "Registrering": [lists(name)]}}, _soapheaders=HEADER)
    expect(again, 49, f"{service} importer again")

    read = expect(call.laes(UUIDIdentifikator=ident, _soapheaders=HEADER), 20, f"{service} laes")
    picture = read.FiltreretOejebliksbillede
    assert picture.ObjektType.UUIDIdentifikator == ident
    assert getattr(picture.Registrering[0].AttributListe.Egenskab[0], field) == name

    template = {"AttributListe": {"Egenskab": [{field: name}]}, "TilstandListe": {}, "RelationListe": {}}
    found = expect(call.soeg(**template, _soapheaders=HEADER), 20, f"{service} soeg")
    assert found.IdListe.UUIDIdentifikator == [ident], found

    changed = call.ret(UUIDIdentifikator=ident, AttributListe=lists(name + " ny")["AttributListe"], _soapheaders=HEADER)
    expect(changed, 20, f"{service} ret")
    read = expect(call.laes(UUIDIdentifikator=ident, _soapheaders=HEADER), 20, f"{service} laes after ret")
    values = [getattr(e, field) for e in read.FiltreretOejebliksbillede.Registrering[0].AttributListe.Egenskab]
    assert values == [name + " ny"], values

    nothing = expect(call.soeg(**template, _soapheaders=HEADER), 44, f"{service} soeg after ret")
    assert nothing.IdListe is None or not nothing.IdListe.UUIDIdentifikator


TILHOERER = {"Virkning": FRA, "ReferenceID": {"UUIDIdentifikator": str(uuid.uuid4())}}
exercise("Adresse", "AdresseTekst", {})
exercise("OrganisationEnhed", "EnhedNavn", {"Tilhoerer": TILHOERER})
exercise("OrganisationFunktion", "FunktionNavn", {"TilknyttedeBrugere": [TILHOERER, TILHOERER | {"ReferenceID": {"UUIDIdentifikator": str(uuid.uuid4())}}]})


def service_of(service, version):
    return zeep.Client(f"{BASE}/klassifikation/{service.lower()}/{version}?wsdl").service


SIX = {service: service_of(service, 6) for service in kle.SERVICES}


def call6(service, operation, code=20, **content):
    return expect(SIX[service][operation](**content, _soapheaders=HEADER), code, f"{service} 6 {operation}")


kle.reads_kle(call6)


def import7(call, service, field, relations):
    """Imports an object through version 7; gives its UUID, which begins with its title."""
    ident = str(uuid.uuid4())
    lists = {
        "AttributListe": {"Egenskab": [{"Virkning": FRA, "TitelTekst": ident[:8]} | field]},
        "TilstandListe": {"PubliceretStatus": [{"Virkning": FRA, "ErPubliceretIndikator": True}]},
        "RelationListe": relations,
    }
    imported = call.importer(**{service: {"UUIDIdentifikator": ident, "Registrering": [lists]}}, _soapheaders=HEADER)
    expect(imported, 20, f"{service} 7 importer")
    return ident


def exercise7(service, field, relations):
    """Version 7: the same store as version 6, with the owner of each object and, for classes, roles of mappings."""
    seven, six = service_of(service, 7), service_of(service, 6)
    ident = import7(seven, service, field, relations)
    picture = expect(seven.laes(UUIDIdentifikator=ident, _soapheaders=HEADER), 20, f"{service} 7 laes").FiltreretOejebliksbillede
    assert picture.ObjektID.UUIDIdentifikator == ident
    owner = picture.DataEjer.CVR
    assert len(owner) == 8
    read = picture.Registrering[0]
    for name, value in field.items():
        assert getattr(read.AttributListe.Egenskab[0], name) == value
    template = {"AttributListe": {"Egenskab": [{"TitelTekst": ident[:8]}]}, "TilstandListe": {}, "RelationListe": {}}
    for cvr, code in ((owner, 20), ("99999999", 44)):
        found = seven.soeg(DataEjer={"CVR": cvr}, **template, _soapheaders=HEADER)
        expect(found, code, f"{service} 7 soeg {cvr}")
    listed = expect(seven.list(UUIDIdentifikator=[ident], _soapheaders=HEADER), 20, f"{service} 7 list")
    assert len(listed.FiltreretOejebliksbillede) == 1
    changed = {"Egenskab": [{"Virkning": FRA, "TitelTekst": "ny"}]}
    expect(six.ret(UUIDIdentifikator=ident, AttributListe=changed, _soapheaders=HEADER), 20, f"{service} 6 ret")
    read = expect(seven.laes(UUIDIdentifikator=ident, _soapheaders=HEADER), 20, f"{service} 7 laes after ret").FiltreretOejebliksbillede.Registrering[0]
    assert read.AttributListe.Egenskab[0].TitelTekst == "ny"
    for name, value in field.items():
        assert getattr(read.AttributListe.Egenskab[0], name) == value, f"{service}: version 6 took {name} away"
    expect(seven.passiver(UUIDIdentifikator=ident, _soapheaders=HEADER), 20, f"{service} 7 passiver")
    expect(seven.slet(UUIDIdentifikator=ident, _soapheaders=HEADER), 20, f"{service} 7 slet")
    expect(seven.laes(UUIDIdentifikator=str(uuid.uuid4()), _soapheaders=HEADER), 44, f"{service} 7 laes of nothing")
    return read


ROLLE, TYPE, INDEKS = (str(uuid.uuid4()) for _ in range(3))
MAPNING = {
    "Virkning": FRA,
    "ReferenceID": {"UUIDIdentifikator": str(uuid.uuid4()), "Label": "K"},
    "Rolle": {"UUIDIdentifikator": ROLLE, "Label": "Mapning"},
    "Type": {"UUIDIdentifikator": TYPE},
    "Indeks": {"UUIDIdentifikator": INDEKS},
}


def points_at(ident):
    return {"Virkning": FRA, "ReferenceID": {"UUIDIdentifikator": ident}}


KLASSIFIKATION = import7(service_of("Klassifikation", 7), "Klassifikation", {}, {})
IN_CLASSIFICATION = {"FacetTilhoerer": points_at(KLASSIFIKATION)}
FACET = import7(service_of("Facet", 7), "Facet", {}, IN_CLASSIFICATION)
read = exercise7("Klasse", {"Sortering": "7"}, {"Facet": points_at(FACET), "Mapninger": [MAPNING]})
entry = read.RelationListe.Mapninger[0]
assert [entry.Rolle.UUIDIdentifikator, entry.Type.UUIDIdentifikator, entry.Indeks.UUIDIdentifikator] == [ROLLE, TYPE, INDEKS]
exercise7("Facet", {"Sortering": "7"}, IN_CLASSIFICATION)
exercise7("Klassifikation", {}, {})
print("ok")
