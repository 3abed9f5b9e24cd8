"""A client that reads the served WSDLs with python3-zeep and does importer, laes, soeg and ret on three services.

Usage: zeep_client.py <server address>. Ends with 0 and a line "ok" when every answer was as expected.
"""
import datetime
import sys
import uuid

import zeep

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
print("ok")
