"""A signed client on python3-zeep: it gets a token over WS-Trust, reads a person with it, and writes and reads a unit; with a
token for Klassifikation 6 it reads KLE.

Usage: zeep_signed.py <file of settings>. The file is JSON: url, ca, sts, service, certificate, key (files), entityId, cvr,
out (a folder for signed answers and the token), klassifikation (an entity id), withoutKle (a CVR). Ends with 0 and a line "ok" when all was as expected.
"""
import json
import os
import sys
import uuid

import requests
import zeep
from lxml import etree
from zeep.wsa import WsAddressingPlugin

import signing
from signing import NS, StsSigning, TokenSigning, find

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "clients"))
import kle  # noqa: E402

with open(sys.argv[1], encoding="utf-8") as file:
    SETTINGS = json.load(file)
SESSION = requests.Session()
SESSION.trust_env = False  # a REQUESTS_CA_BUNDLE of the surroundings would win over the next line
SESSION.verify = SETTINGS["ca"]
TRANSPORT = zeep.Transport(session=SESSION)
KEY = signing.load_key(SETTINGS["key"])
CERTIFICATE = signing.load_certificate(SETTINGS["certificate"])
HEADER = {"header": {"TransactionUUID": str(uuid.uuid4())}}
FRA = {"FraTidspunkt": {"TidsstempelDatoTid": "2020-01-01T00:00:00+01:00"}}


def request(entity_id, cvr):
    """The content of a request for a token: the WSDL says no more of it than that there is any."""
    wst = NS["wst"]
    certificate = signing.base64_der(CERTIFICATE)
    return etree.fromstring(
        f"""<wst:RequestSecurityToken xmlns:wst="{wst}">
          <wst:TokenType>http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0</wst:TokenType>
          <wst:RequestType>{wst}/Issue</wst:RequestType>
          <wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy">
            <wsa:EndpointReference xmlns:wsa="{NS['wsa']}"><wsa:Address>{entity_id}</wsa:Address></wsa:EndpointReference>
          </wsp:AppliesTo>
          <wst:Claims Dialect="http://docs.oasis-open.org/wsfed/authorization/200706/authclaims">
            <auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706"
                Uri="dk:gov:saml:attribute:CvrNumberIdentifier"><auth:Value>{cvr}</auth:Value></auth:ClaimType>
          </wst:Claims>
          <wst:KeyType>{wst}/PublicKey</wst:KeyType>
          <wst:UseKey><wsse:BinarySecurityToken xmlns:wsse="{NS['wsse']}" ValueType="{signing.X509}"
              EncodingType="{signing.BASE64}">{certificate}</wsse:BinarySecurityToken></wst:UseKey>
        </wst:RequestSecurityToken>"""
    )[:]


class Token:
    """What a client keeps of the answer of the token service, as text."""

    def __init__(self, reply, sts):
        self.reply, answer = reply, etree.fromstring(reply)
        response = find(answer, "s:Body/wst:RequestSecurityTokenResponseCollection/wst:RequestSecurityTokenResponse")
        assertion = find(response, "wst:RequestedSecurityToken/saml:Assertion")
        assert assertion in signing.assert_signed(answer, find(assertion, "ds:Signature"), sts)
        self.expires = signing.parsed_instant(response.find("wst:Lifetime/wsu:Expires", NS).text)
        self.assertion = etree.tostring(assertion, with_tail=False)
        self.reference = etree.tostring(find(response, "wst:RequestedAttachedReference")[0], with_tail=False)


def token_for(entity_id, cvr):
    sts = signing.load_certificate(SETTINGS["sts"])
    wsse = StsSigning(KEY, CERTIFICATE, sts)
    wsdl = SETTINGS["url"] + "/runtime/services/kombittrust/mex?singleWsdl"
    client = zeep.Client(wsdl, transport=TRANSPORT, wsse=wsse)
    client.service.Issue(request(entity_id, cvr))
    return Token(wsse.reply, sts)


def service(name, token, system="organisation"):
    wsse = TokenSigning(KEY, signing.load_certificate(SETTINGS["service"]), token)
    wsdl = f"{SETTINGS['url']}/{system}/{name.lower()}/6?wsdl"
    return zeep.Client(wsdl, transport=TRANSPORT, wsse=wsse, plugins=[WsAddressingPlugin()])


def call(client, operation, code=20, **content):
    """Gives the body of an answer with a StatusKode."""
    answer = client.service[operation](**content, _soapheaders=HEADER).body
    status = answer.StandardRetur
    assert status.StatusKode == code, f"{operation}: {status.StatusKode} {status.FejlbeskedTekst}"
    return answer


def picture(client, ident):
    read = call(client, "laes", UUIDIdentifikator=ident).FiltreretOejebliksbillede
    assert read.ObjektType.UUIDIdentifikator == ident
    return read.Registrering[0].AttributListe.Egenskab[0]


def reads_a_person(token):
    client = service("Person", token)
    empty = {"AttributListe": {}, "TilstandListe": {}, "RelationListe": {}}
    found = call(client, "soeg", MaksimalAntalKvantitet=1, **empty).IdListe.UUIDIdentifikator
    person = picture(client, found[0])
    assert person.NavnTekst and len(person["CPR-NummerTekst"]) == 10, person
    return client


def writes_a_unit(token):
    client = service("OrganisationEnhed", token)
    ident, name = str(uuid.uuid4()), "Å & <Ærø>"
    attributes = {"Egenskab": [{"Virkning": FRA, "BrugervendtNoegleTekst": ident[:8], "EnhedNavn": name}]}
    owner = {"Tilhoerer": {"Virkning": FRA, "ReferenceID": {"UUIDIdentifikator": SETTINGS["organisation"]}}}
    lists = {"AttributListe": attributes, "TilstandListe": {}, "RelationListe": owner}
    call(client, "importer", OrganisationEnhed={"UUIDIdentifikator": ident, "Registrering": [lists]})
    assert picture(client, ident).EnhedNavn == name


def caller_of_klassifikation(cvr):
    token = token_for(SETTINGS["klassifikation"], cvr)
    clients = {name: service(name, token, "klassifikation") for name in kle.SERVICES}
    return lambda name, operation, **content: call(clients[name], operation, **content)


def reads_kle():
    """Who was handed the common data sees KLE; who has the same role without them finds nothing."""
    by_number = kle.reads_kle(caller_of_klassifikation(SETTINGS["cvr"]))
    kle.sees_no_kle(caller_of_klassifikation(SETTINGS["withoutKle"]), by_number)


def believes_only_what_is_signed(client):
    """The checks of answers are no show: each change of a good answer is found."""
    wsse = client.wsse
    good = wsse.reply

    def distrusts(reply, why):
        wsse.seen.clear()
        try:
            wsse.verify(etree.fromstring(reply))
        except signing.NotTrusted as error:
            assert why in str(error), error
        else:
            raise AssertionError(f"an answer was believed: {why}")

    root = etree.fromstring(good)
    find(root, "s:Body")[0].set("changed", "yes")
    distrusts(etree.tostring(root), "is not as it was signed")
    root = etree.fromstring(good)
    find(root, "s:Header/wsa:RelatesTo").attrib.clear()
    distrusts(etree.tostring(root), "elements have the id")
    wsse.trusted, trusted = CERTIFICATE, wsse.trusted
    distrusts(good, "not of the certificate")
    wsse.trusted = trusted
    wsse.sent, sent = "urn:uuid:another", wsse.sent
    distrusts(good, "another request")
    wsse.sent = sent
    wsse.seen.clear()
    wsse.verify(etree.fromstring(good))


def is_refused(what, reason, code, subcode=None):
    try:
        what()
    except zeep.exceptions.Fault as fault:
        assert reason in fault.message, fault.message
        # A code without a name in SOAP 1.2 (s:5015) is what clients of the product look for.
        assert str(fault.code).endswith(code), fault.code
        assert subcode is None or [name.localname for name in fault.subcodes] == [subcode], fault.subcodes
    else:
        raise AssertionError(f"not refused: {reason}")


TOKEN = token_for(SETTINGS["entityId"], SETTINGS["cvr"])
assert 7.9 < (TOKEN.expires - signing.now()).total_seconds() / 3600 <= 8
PERSON = reads_a_person(TOKEN)
writes_a_unit(TOKEN)
reads_kle()
believes_only_what_is_signed(PERSON)
is_refused(lambda: token_for(SETTINGS["entityId"], "11111118"), "Usercontext doesn't exist", "5015")
is_refused(lambda: token_for("http://entityid.example/none/1", SETTINGS["cvr"]), "Path resolution", "5002")
TOKEN.assertion = TOKEN.assertion.replace(SETTINGS["cvr"].encode(), b"11111118")
is_refused(lambda: reads_a_person(TOKEN), "verifying security", "Sender", "FailedCheck")

LAST = token_for(SETTINGS["entityId"], SETTINGS["cvr"])
for name, content in (("answer.xml", PERSON.wsse.reply), ("token.xml", LAST.assertion), ("token-answer.xml", LAST.reply)):
    with open(os.path.join(SETTINGS["out"], name), "wb") as file:
        file.write(content)
print("ok")
