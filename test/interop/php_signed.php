<?php
/**
 * A signed client in the manner of the PHP clients of Danish municipalities: the request for a token is a text with white
 * space that is signed as it stands; a call is SoapClient's, taken apart with DOMDocument without white space, and its parts
 * are found as the first ones of their local names. It gets a token, reads a person with it, and writes and reads a unit.
 *
 * Usage: php_signed.php <file of settings>, the same as that of zeep_signed.py. Ends with 0 and a line "ok".
 */
declare(strict_types=1);

const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const WSA = 'http://www.w3.org/2005/08/addressing';
const OASIS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const WSSE = OASIS . 'wssecurity-secext-1.0.xsd';
const WSU = OASIS . 'wssecurity-utility-1.0.xsd';
const X509 = OASIS . 'x509-token-profile-1.0#X509v3';
const BASE64 = OASIS . 'soap-message-security-1.0#Base64Binary';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const SAML_TOKEN = 'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#';
const WST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
const FRAMEWORK = '<sbf:Framework xmlns:sbf="urn:liberty:sb" version="2.0" sbfprofile:profile="urn:liberty:sb:profile:basic" xmlns:sbfprofile="urn:liberty:sb:profile"/>';
const C14N = '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';

function uuid4(): string
{
    $b = random_bytes(16);
    $b[6] = chr(ord($b[6]) & 0x0f | 0x40);
    $b[8] = chr(ord($b[8]) & 0x3f | 0x80);
    return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($b), 4));
}

/** The element of a local name: the first one, or another, wherever it stands. */
function named(DOMDocument $document, string $name, int $nth = 0): DOMElement
{
    return (new DOMXPath($document))->query("//*[local-name()='$name']")->item($nth) ?? throw new RuntimeException("no $name");
}

/** The first attribute whose name has Id or ID in it. */
function idOf(DOMElement $element): string
{
    foreach ($element->attributes as $attribute) {
        if (stripos($attribute->nodeName, 'id') !== false) {
            return $attribute->nodeValue;
        }
    }
    throw new RuntimeException("no id on {$element->nodeName}");
}

function instant(int $seconds): string
{
    return gmdate('Y-m-d\TH:i:s\Z', $seconds);
}

function timestamp(): string
{
    $now = time();
    return '<wsu:Timestamp wsu:Id="_5">
        <wsu:Created>' . instant($now) . '</wsu:Created>
        <wsu:Expires>' . instant($now + 300) . '</wsu:Expires>
      </wsu:Timestamp>';
}

/** Header blocks of WS-Addressing, with white space. */
function addressing(string $action, string $to): string
{
    return '<wsa:Action wsu:Id="_1">' . $action . '</wsa:Action>
    <wsa:MessageID wsu:Id="_2">urn:uuid:' . uuid4() . '</wsa:MessageID>
    <wsa:To wsu:Id="_3">' . $to . '</wsa:To>
    <wsa:ReplyTo wsu:Id="_4">
      <wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address>
    </wsa:ReplyTo>';
}

/** One reference: by canonical form, or to a token by way of the element that names it. */
function reference(string $id, string $canonical, bool $isToken = false): string
{
    $transform = $isToken
        ? '<Transform Algorithm="' . OASIS . 'soap-message-security-1.0#STR-Transform"><wsse:TransformationParameters xmlns:wsse="' . WSSE . '">'
            . str_replace('/>', ' xmlns="' . DS . '"/>', C14N) . '</wsse:TransformationParameters></Transform>'
        : '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';
    return '<Reference URI="#' . $id . '"><Transforms>' . $transform . '</Transforms>'
        . '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        . '<DigestValue>' . base64_encode(hash('sha256', $canonical, true)) . '</DigestValue></Reference>';
}

/**
 * The text of a document with a signature over references at the end of Security. Put in as text: a fragment that is
 * appended to a tree would get other prefixes there, and a token with other prefixes is not the one that was signed.
 */
function sign(DOMDocument $document, string $references, string $keyInfo, string $key): string
{
    $signature = '<Signature xmlns="' . DS . '"><SignedInfo>' . C14N
        . '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' . $references . '</SignedInfo>'
        . '<SignatureValue/><KeyInfo>' . $keyInfo . '</KeyInfo></Signature>';
    $end = '</wsse:Security>';
    $signed = new DOMDocument();
    $signed->loadXML(str_replace($end, $signature . $end, $document->saveXML($document->documentElement)));
    $nth = $signed->getElementsByTagNameNS(DS, 'Signature')->length - 1;
    openssl_sign(named($signed, 'SignedInfo', $nth)->C14N(true), $value, $key, OPENSSL_ALGO_SHA256) || throw new RuntimeException('not signed');
    named($signed, 'SignatureValue', $nth)->textContent = base64_encode($value);
    return $signed->saveXML($signed->documentElement);
}

/** A request for a token: white space in all of it, and To is the entity id. */
function tokenRequest(array $settings, string $cvr): string
{
    $certificate = preg_replace('/-----.*?-----|\s/', '', file_get_contents($settings['certificate']));
    $document = new DOMDocument();
    $document->loadXML('<soap:Envelope xmlns:soap="' . SOAP . '" xmlns:wsa="' . WSA . '" xmlns:wsse="' . WSSE . '" xmlns:wsu="' . WSU . '">
  <soap:Header>
    ' . FRAMEWORK . addressing(WST . '/RST/Issue', $settings['entityId']) . '
    <wsse:Security soap:mustUnderstand="true">
      ' . timestamp() . '
      <wsse:BinarySecurityToken wsu:Id="_6" ValueType="' . X509 . '" EncodingType="' . BASE64 . '">' . $certificate . '</wsse:BinarySecurityToken>
    </wsse:Security>
  </soap:Header>
  <soap:Body wsu:Id="_7">
    <wst:RequestSecurityToken xmlns:wst="' . WST . '">
      <wst:TokenType>' . SAML_TOKEN . 'SAMLV2.0</wst:TokenType>
      <wst:RequestType>' . WST . '/Issue</wst:RequestType>
      <wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy">
        <wsa:EndpointReference><wsa:Address>' . $settings['entityId'] . '</wsa:Address></wsa:EndpointReference>
      </wsp:AppliesTo>
      <wst:Claims Dialect="http://docs.oasis-open.org/wsfed/authorization/200706/authclaims">
        <auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="dk:gov:saml:attribute:CvrNumberIdentifier">
          <auth:Value>' . $cvr . '</auth:Value>
        </auth:ClaimType>
      </wst:Claims>
      <wst:KeyType>' . WST . '/PublicKey</wst:KeyType>
      <wst:UseKey>
        <wsse:BinarySecurityToken ValueType="' . X509 . '" EncodingType="' . BASE64 . '">' . $certificate . '</wsse:BinarySecurityToken>
      </wst:UseKey>
    </wst:RequestSecurityToken>
  </soap:Body>
</soap:Envelope>');
    $references = '';
    foreach (['Timestamp', 'Body', 'To', 'ReplyTo', 'MessageID', 'Action', 'BinarySecurityToken'] as $name) {
        $element = named($document, $name);
        $references .= reference(idOf($element), $element->C14N(true));
    }
    $keyInfo = '<wsse:SecurityTokenReference xmlns:wsse="' . WSSE . '"><wsse:Reference URI="#_6" ValueType="' . X509 . '"/></wsse:SecurityTokenReference>';
    return sign($document, $references, $keyInfo, file_get_contents($settings['key']));
}

/** The answer of the token service, as a document. */
function askForToken(array $settings, string $cvr): DOMDocument
{
    $context = stream_context_create([
        'http' => [
            'method' => 'POST',
            'header' => 'Content-Type: application/soap+xml; charset=utf-8',
            'content' => tokenRequest($settings, $cvr),
            'ignore_errors' => true,
        ],
        'ssl' => ['cafile' => $settings['ca']],
    ]);
    $answer = new DOMDocument();
    $answer->loadXML(file_get_contents($settings['url'] . '/runtime/services/kombittrust/14/certificatemixed', false, $context));
    return $answer;
}

function at(DOMDocument $document, string $path): DOMNode
{
    $xpath = new DOMXPath($document);
    foreach (['s' => SOAP, 't' => WST, 'saml' => 'urn:oasis:names:tc:SAML:2.0:assertion'] as $prefix => $namespace) {
        $xpath->registerNamespace($prefix, $namespace);
    }
    return $xpath->query($path)->item(0) ?? throw new RuntimeException("no $path in " . $document->saveXML());
}

/** SoapClient, whose requests are signed on their way. */
class SignedClient extends SoapClient
{
    public string $key;
    public string $token;

    public function __doRequest(string $request, string $location, string $action, int $version, bool $oneWay = false): ?string
    {
        $document = new DOMDocument();
        $document->loadXML($request);
        $body = named($document, 'Body')->C14N(true);
        $xml = '<soap:Envelope xmlns:soap="' . SOAP . '" xmlns:wsa="' . WSA . '" xmlns:wsse="' . WSSE . '" xmlns:wsu="' . WSU . '">
  <soap:Header>
    ' . FRAMEWORK . addressing($action, $location) . '
    <h:RequestHeader xmlns:h="http://kombit.dk/xml/schemas/RequestHeader/1/"><h:TransactionUUID>' . uuid4() . '</h:TransactionUUID></h:RequestHeader>
    <wsse:Security soap:mustUnderstand="true">
      ' . timestamp() . '
      ' . $this->token . '
      ' . $this->tokenReference('wsu:Id="_6" ') . '
    </wsse:Security>
  </soap:Header>
  ' . preg_replace('/^<([\w-]+:)?Body/', '$0 wsu:Id="_7"', $body) . '
</soap:Envelope>';
        return parent::__doRequest($this->signed($xml), $location, $action, $version, $oneWay);
    }

    private function tokenReference(string $id = ''): string
    {
        $document = new DOMDocument();
        $document->loadXML($this->token);
        return '<wsse:SecurityTokenReference ' . $id . 'xmlns:wsse="' . WSSE . '" xmlns:wsse11="http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd"'
            . ' wsse11:TokenType="' . SAML_TOKEN . 'SAMLV2.0"><wsse:KeyIdentifier ValueType="' . SAML_TOKEN . 'SAMLID">'
            . idOf($document->documentElement) . '</wsse:KeyIdentifier></wsse:SecurityTokenReference>';
    }

    /** All white space between elements is gone before it is signed, in the token too: it must have had none. */
    private function signed(string $xml): string
    {
        $document = new DOMDocument();
        $document->preserveWhiteSpace = false;
        $document->loadXML($xml);
        $references = '';
        foreach (['Timestamp', 'Body', 'To', 'ReplyTo', 'MessageID', 'Action'] as $name) {
            $element = named($document, $name);
            $references .= reference(idOf($element), $element->C14N(true));
        }
        $references .= reference(idOf(named($document, 'SecurityTokenReference')), named($document, 'Assertion')->C14N(true), true);
        return sign($document, $references, $this->tokenReference(), $this->key);
    }
}

function client(array $settings, string $service, string $token): SignedClient
{
    $client = new SignedClient($settings['url'] . "/organisation/$service/6?wsdl", [
        'soap_version' => SOAP_1_2,
        'cache_wsdl' => WSDL_CACHE_NONE,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
        'stream_context' => stream_context_create(['ssl' => ['cafile' => $settings['ca']]]),
    ]);
    $client->key = file_get_contents($settings['key']);
    $client->token = $token;
    return $client;
}

function expect(mixed $actual, mixed $expected, string $what): void
{
    if ($actual !== $expected) {
        throw new RuntimeException("$what: " . var_export($actual, true) . ' is not ' . var_export($expected, true));
    }
}

/** An answer with StatusKode 20. */
function good(object $answer): object
{
    expect((int) $answer->StandardRetur->StatusKode, 20, $answer->StandardRetur->FejlbeskedTekst ?? 'status');
    return $answer;
}

$settings = json_decode(file_get_contents($argv[1]), true);
$answer = askForToken($settings, $settings['cvr']);
$assertion = at($answer, '/s:Envelope/s:Body/t:RequestSecurityTokenResponseCollection/t:RequestSecurityTokenResponse/t:RequestedSecurityToken/saml:Assertion');
$token = $answer->saveXML($assertion);
$hours = (strtotime(at($answer, '//saml:Conditions/@NotOnOrAfter')->nodeValue) - time()) / 3600;
expect($hours > 7.9 && $hours <= 8, true, 'a token for eight hours');

$person = client($settings, 'person', $token);
$nothing = fn () => ['AttributListe' => null, 'TilstandListe' => null, 'RelationListe' => null];
$found = good($person->soeg(['MaksimalAntalKvantitet' => 1] + $nothing()))->IdListe->UUIDIdentifikator;
$read = good($person->laes(['UUIDIdentifikator' => $found[0]]))->FiltreretOejebliksbillede;
$egenskab = $read->Registrering[0]->AttributListe->Egenskab[0];
expect($read->ObjektType->UUIDIdentifikator, $found[0], 'UUID');
expect($egenskab->NavnTekst !== '' && strlen($egenskab->{'CPR-NummerTekst'}) === 10, true, 'name and CPR');

$unit = client($settings, 'organisationenhed', $token);
$uuid = uuid4();
// A new array each time: PHP writes an array that it meets twice as a reference to the first.
$fra = fn () => ['FraTidspunkt' => ['TidsstempelDatoTid' => date('c', strtotime('2020-01-01T00:00:00+01:00'))]];
$name = 'Å & <Ærø>';
good($unit->importer(['OrganisationEnhed' => ['UUIDIdentifikator' => $uuid, 'Registrering' => [[
    'AttributListe' => ['Egenskab' => [['Virkning' => $fra(), 'BrugervendtNoegleTekst' => substr($uuid, 0, 8), 'EnhedNavn' => $name]]],
    'TilstandListe' => [],
    'RelationListe' => ['Tilhoerer' => ['Virkning' => $fra(), 'ReferenceID' => ['UUIDIdentifikator' => $settings['organisation']]]],
]]]]));
$read = good($unit->laes(['UUIDIdentifikator' => $uuid]))->FiltreretOejebliksbillede;
expect($read->Registrering[0]->AttributListe->Egenskab[0]->EnhedNavn, $name, 'name of the unit');

$refused = askForToken($settings, '11111118');
expect(at($refused, '/s:Envelope/s:Body/s:Fault/s:Code/s:Value')->nodeValue, 's:5015', 'code');
$unit->token = str_replace($settings['cvr'], '11111118', $token);
try {
    $unit->laes(['UUIDIdentifikator' => $uuid]);
    throw new RuntimeException('a token that was changed was taken');
} catch (SoapFault $fault) {
    expect($fault->getMessage(), 'An error occurred when verifying security for the message.', 'reason');
}
echo "ok\n";
