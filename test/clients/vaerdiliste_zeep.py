"""A client that reads the served WSDL of value lists with python3-zeep and does what a system does that keeps a list of persons:
makes it where it is missing, and then adds and removes what differs.

Usage: vaerdiliste_zeep.py <server address>. Ends with 0 and a line "ok" when every answer was as expected.
"""
import sys
import uuid

import zeep

call = zeep.Client(f"{sys.argv[1]}/sts-bf-soap/StsbeskedfordelerImpl?wsdl").service
WHO = {"AktoerRef": {"UUIDIdentifikator": str(uuid.uuid4())}, "AktoerTypeKode": "ItSystem"}


def expect(answer, code, what):
    """zeep gives StandardRetur itself where the answer holds nothing else."""
    status = getattr(answer, "StandardRetur", answer)
    assert status.StatusKode == code, f"{what}: {status.StatusKode} {status.FejlbeskedTekst}"
    return answer


def lists(name, values):
    content = {"Vaerdiliste": {"Navn": name, "Vaerdi": values}, "Virkning": WHO}
    return {"AttributListe": {"Egenskab": [content]}, "TilstandListe": {}, "RelationListe": {}}


def values_of(ident):
    read = expect(call.laesvaerdiliste(UUIDIdentifikator=ident), 20, "laes").LaesResultat.Registrering
    return read.LivscyklusKode, read.AttributListe.Egenskab[0].Vaerdiliste.Vaerdi


def template(name):
    return {"SoegAttributListe": {"SoegEgenskab": [{"Vaerdiliste": {"Navn": name}}]}}


name = f"borgere {uuid.uuid4()}"
expect(call.soegvaerdiliste(SoegObjekt=template(name)), 44, "soeg before")
made = expect(call.opretvaerdiliste(**lists(name, ["0101019999", "0101019999", "0202029999"])), 20, "opret").Vaerdiliste
ident = made.UUIDIdentifikator
assert made.Registrering[0].LivscyklusKode == "Opstaaet"
found = expect(call.soegvaerdiliste(FoersteResultatReference=0, MaksimalAntalKvantitet=10, SoegObjekt=template(name)), 20, "soeg")
assert found.IdListe.UUIDIdentifikator == [ident], found
assert values_of(ident) == ("Opstaaet", ["0101019999", "0202029999"])
expect(call.tilfoejvaerdier(UUIDIdentifikator=ident, Vaerdier=["0303039999"]), 20, "tilfoejvaerdier")
expect(call.fjernvaerdier(UUIDIdentifikator=ident, Vaerdier=["0101019999", "0909099999"]), 20, "fjernvaerdier")
assert values_of(ident) == ("Rettet", ["0202029999", "0303039999"])
expect(call.retvaerdiliste(UUIDIdentifikator=ident, **lists(name, ["x"])), 20, "ret")
listed = expect(call.listvaerdiliste(UUIDIdentifikator=[ident]), 20, "list").LaesResultat[0].FiltreretOejebliksbillede
assert (listed.UUIDIdentifikator, listed.AttributListe.Egenskab[0].Vaerdiliste.Vaerdi) == (ident, ["x"])
expect(call.passivervaerdiliste(UUIDIdentifikator=ident), 20, "passiver")
since = {"FraTidspunkt": {"GraenseIndikator": True}, "LivscyklusKode": "Importeret"}
expect(call.importvaerdiliste(Vaerdiliste={"UUIDIdentifikator": ident, "Registrering": [since | lists(name, ["y"])]}), 20, "import")
assert values_of(ident) == ("Importeret", ["y"])
expect(call.sletvaerdiliste(UUIDIdentifikator=ident, NoteTekst="færdig"), 20, "slet")
expect(call.laesvaerdiliste(UUIDIdentifikator=ident), 44, "laes after slet")
message = {
    "BeskedId": {"UUIDIdentifikator": str(uuid.uuid4())},
    "BeskedVersion": "1.0",
    "Beskedkuvert": {"Filtreringsdata": {"Beskedtype": {"UUIDIdentifikator": str(uuid.uuid4())}}, "Leveranceinformation": {}},
}
expect(call.flytbeskedtilfejlkoe(Haendelsesbesked=message), 44, "flytbeskedtilfejlkoe")
print("ok")
