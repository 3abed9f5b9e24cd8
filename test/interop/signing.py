"""Plug-ins that make python3-zeep a client of the platform: a token over WS-Trust, and calls that are signed with its key.

`StsSigning` signs with the certificate beside it; `TokenSigning` with the token. Requests look as those of the Python
client of a Danish municipality system do (white space in what is signed, milliseconds, ten minutes, no ReplyTo, a signed
SecurityTokenReference). Answers are held to what the .NET client demands of them: the signature under the certificate
that was laid in beforehand, all that matters signed, an answer to this very request, of now and not seen before.
"""
import base64
import datetime
import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree
from lxml.builder import ElementMaker
from zeep.wsse.utils import get_security_header

OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-"
NS = {
    "s": "http://www.w3.org/2003/05/soap-envelope",
    "wsa": "http://www.w3.org/2005/08/addressing",
    "wsse": OASIS + "wssecurity-secext-1.0.xsd",
    "wsu": OASIS + "wssecurity-utility-1.0.xsd",
    "ds": "http://www.w3.org/2000/09/xmldsig#",
    "saml": "urn:oasis:names:tc:SAML:2.0:assertion",
    "wst": "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
    "ec": "http://www.w3.org/2001/10/xml-exc-c14n#",
}
EXC_C14N = NS["ec"]
ENVELOPED = NS["ds"] + "enveloped-signature"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
BASE64 = OASIS + "soap-message-security-1.0#Base64Binary"
X509 = OASIS + "x509-token-profile-1.0#X509v3"
WSU_ID = "{%s}Id" % NS["wsu"]
DS = ElementMaker(namespace=NS["ds"], nsmap={"ds": NS["ds"]})
WSSE = ElementMaker(namespace=NS["wsse"], nsmap={"wsse": NS["wsse"], "wsu": NS["wsu"]})
WSU = ElementMaker(namespace=NS["wsu"], nsmap={"wsu": NS["wsu"]})


class NotTrusted(Exception):
    """An answer that this client does not believe."""


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def instant(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + "%03dZ" % (moment.microsecond // 1000)


def parsed_instant(text):
    return datetime.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))


def load_certificate(path):
    with open(path, "rb") as file:
        return x509.load_pem_x509_certificate(file.read())


def load_key(path):
    with open(path, "rb") as file:
        return serialization.load_pem_private_key(file.read(), None)


def base64_der(certificate):
    return base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()


def canonical(element, prefixes=None):
    return etree.tostring(element, method="c14n", exclusive=True, inclusive_ns_prefixes=prefixes or None, with_tail=False)


def digest(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def find(element, path):
    return element.find(path, NS)


# Requests


class Signing:
    """What both kinds have in common: a Timestamp, the proof of who it is, and a signature over what is named."""

    def __init__(self, key, trusted):
        self.key, self.trusted = key, trusted
        self.sent = None
        self.seen = set()
        self.reply = None

    def apply(self, envelope, http_headers):
        header = find(envelope, "s:Header")
        named = {"body": find(envelope, "s:Body")}
        for name in ("Action", "MessageID", "To"):
            named[name.lower()] = find(header, "wsa:" + name)
        self.sent = named["messageid"].text
        security = get_security_header(envelope)
        for block in (named["action"], named["to"], security):
            block.set("{%s}mustUnderstand" % NS["s"], "1")
        made = now()
        timestamp = WSU.Timestamp(
            WSU.Created(instant(made)), WSU.Expires(instant(made + datetime.timedelta(minutes=10)))
        )
        security.append(timestamp)
        named["ts"] = timestamp
        reference = self.proof(security, named)
        for name, element in named.items():
            element.set(WSU_ID, name)
        indented(envelope)
        self.sign(security, named, reference)
        return envelope, http_headers

    def sign(self, security, named, reference):
        info = DS.SignedInfo(
            DS.CanonicalizationMethod(Algorithm=EXC_C14N), DS.SignatureMethod(Algorithm=RSA_SHA256)
        )
        for name, element in named.items():
            info.append(
                DS.Reference(
                    DS.Transforms(DS.Transform(Algorithm=EXC_C14N)),
                    DS.DigestMethod(Algorithm=SHA256),
                    DS.DigestValue(digest(canonical(element))),
                    URI="#" + name,
                )
            )
        signature = DS.Signature(info)
        security.append(signature)
        value = self.key.sign(canonical(info), padding.PKCS1v15(), hashes.SHA256())
        signature.append(DS.SignatureValue(base64.b64encode(value).decode()))
        signature.append(DS.KeyInfo(reference))

    def verify(self, envelope):
        """Holds an answer to what the .NET client demands. Faults are not signed, here as there."""
        if find(envelope, "s:Body/s:Fault") is None:
            self.reply = etree.tostring(envelope)
            assert_answer(envelope, self.trusted, self.sent, self.demanded, self.seen)


class StsSigning(Signing):
    """Of a request for a token: the certificate lies in the message, and is not signed itself."""

    demanded = ("s:Body", "wsa:RelatesTo", "wsu:Timestamp", "wsa:Action")

    def __init__(self, key, certificate, trusted):
        super().__init__(key, trusted)
        self.certificate = base64_der(certificate)

    def proof(self, security, _named):
        token = WSSE.BinarySecurityToken(self.certificate, ValueType=X509, EncodingType=BASE64)
        token.set(WSU_ID, "x509")
        security.append(token)
        return WSSE.SecurityTokenReference(WSSE.Reference(URI="#x509", ValueType=X509))


class TokenSigning(Signing):
    """Of a call: the token byte for byte, and the reference to it that the token service gave, which is signed."""

    demanded = ("s:Body", "wsa:MessageID", "wsa:RelatesTo", "wsu:Timestamp", "wsa:Action")

    def __init__(self, key, trusted, token):
        super().__init__(key, trusted)
        self.token = token

    def proof(self, security, named):
        security.append(etree.fromstring(self.token.assertion))
        named["str"] = etree.fromstring(self.token.reference)
        security.append(named["str"])
        return etree.fromstring(self.token.reference)


def indented(envelope):
    """White space between elements, as pretty printers leave it, but none inside a token: that is signed already."""
    for element in envelope.iter():
        inside_token = any(True for _ in element.iterancestors("{%s}Assertion" % NS["saml"]))
        is_token = element.tag == "{%s}Assertion" % NS["saml"]
        if len(element) and not inside_token and not is_token and not (element.text or "").strip():
            element.text = "\n  "
            for child in element:
                child.tail = "\n  "


# Answers


def assert_signed(root, signature, certificate):
    """Verifies a signature with a certificate that is known. Gives the elements that it signs."""
    info = find(signature, "ds:SignedInfo")
    if find(info, "ds:SignatureMethod").get("Algorithm") != RSA_SHA256:
        raise NotTrusted("another algorithm")
    value = base64.b64decode(find(signature, "ds:SignatureValue").text)
    signed_text = canonical(info, prefixes_of(find(info, "ds:CanonicalizationMethod")))
    try:
        certificate.public_key().verify(value, signed_text, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        raise NotTrusted("the signature is not of the certificate that is known") from None
    return [referenced(root, signature, reference) for reference in info.findall("ds:Reference", NS)]


def referenced(root, signature, reference):
    name = reference.get("URI")[1:]
    found = [e for e in root.iter(etree.Element) if name in (e.get(WSU_ID), e.get("ID"))]
    if len(found) != 1:
        raise NotTrusted("%d elements have the id %s" % (len(found), name))
    copy, prefixes = found[0], None
    for transform in reference.findall("ds:Transforms/ds:Transform", NS):
        if transform.get("Algorithm") == ENVELOPED:
            copy = etree.fromstring(canonical(found[0]))
            copy.remove(find(copy, "ds:Signature"))
        else:
            prefixes = prefixes_of(transform)
    if digest(canonical(copy, prefixes)) != find(reference, "ds:DigestValue").text:
        raise NotTrusted("%s is not as it was signed" % found[0].tag)
    return found[0]


def prefixes_of(method):
    listed = find(method, "ec:InclusiveNamespaces")
    return None if listed is None else listed.get("PrefixList").split()


def assert_answer(envelope, certificate, request_id, demanded, seen):
    header = find(envelope, "s:Header")
    security = find(header, "wsse:Security")
    signature = None if security is None else find(security, "ds:Signature")
    if signature is None:
        raise NotTrusted("no signature")
    signed = assert_signed(envelope, signature, certificate)
    places = {"s:Body": envelope, "wsu:Timestamp": security}
    for name in demanded:
        if find(places.get(name, header), name) not in signed:
            raise NotTrusted("%s is not signed" % name)
    if find(header, "wsa:RelatesTo").text != request_id:
        raise NotTrusted("an answer to another request")
    if parsed_instant(find(security, "wsu:Timestamp/wsu:Expires").text) <= now():
        raise NotTrusted("too old")
    value = find(signature, "ds:SignatureValue").text
    if value in seen:
        raise NotTrusted("seen before")
    seen.add(value)
