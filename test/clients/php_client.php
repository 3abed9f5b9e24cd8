<?php
/**
 * A client that reads the served WSDLs with PHP's SoapClient and does importer, laes, soeg and ret on three services.
 * Unset lists are sent as PHP sends them: as empty elements.
 *
 * Usage: php_client.php <server address>. Ends with 0 and a line "ok" when every answer was as expected.
 */
declare(strict_types=1);

$base = $argv[1];
/** A new array each time: PHP writes an array that it meets twice as a reference to the first. */
function fra(): array
{
    return ['FraTidspunkt' => ['TidsstempelDatoTid' => date('c', strtotime('2020-01-01T00:00:00+01:00'))]];
}

function uuid4(): string
{
    $b = random_bytes(16);
    $b[6] = chr(ord($b[6]) & 0x0f | 0x40);
    $b[8] = chr(ord($b[8]) & 0x3f | 0x80);
    return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($b), 4));
}

function expect(object $answer, int $code, string $what): object
{
    $status = $answer->StandardRetur;
    if ((int) $status->StatusKode !== $code) {
        throw new RuntimeException("$what: {$status->StatusKode} " . ($status->FejlbeskedTekst ?? ''));
    }
    return $answer;
}

function same(mixed $actual, mixed $expected, string $what): void
{
    if ($actual !== $expected) {
        throw new RuntimeException("$what: " . var_export($actual, true) . ' is not ' . var_export($expected, true));
    }
}

function exercise(string $base, string $service, string $field, array $relations): void
{
    $client = new SoapClient("$base/organisation/" . strtolower($service) . '/6?wsdl', [
        'soap_version' => SOAP_1_2,
        'cache_wsdl' => WSDL_CACHE_NONE,
        'exceptions' => true,
        'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    ]);
    $client->__setSoapHeaders(new SoapHeader(
        'http://kombit.dk/xml/schemas/RequestHeader/1/',
        'RequestHeader',
        ['TransactionUUID' => 'php ' . uuid4()],
    ));
    $id = uuid4();
    $name = "$service " . substr($id, 0, 8);
    $attributes = fn (string $text) => ['Egenskab' => [['Virkning' => fra(), 'BrugervendtNoegleTekst' => substr($id, 0, 8), $field => $text]]];
    $object = ['UUIDIdentifikator' => $id, 'Registrering' => [[
        'AttributListe' => $attributes($name),
        'TilstandListe' => [],
        'RelationListe' => $relations,
    ]]];

    expect($client->importer([$service => $object]), 20, "$service importer");
    expect($client->importer([$service => $object]), 49, "$service importer again");

    $read = expect($client->laes(['UUIDIdentifikator' => $id]), 20, "$service laes");
    $picture = $read->FiltreretOejebliksbillede;
    same($picture->ObjektType->UUIDIdentifikator, $id, "$service UUID");
    same($picture->Registrering[0]->AttributListe->Egenskab[0]->{$field}, $name, "$service $field");

    $template = ['AttributListe' => ['Egenskab' => [[$field => $name]]], 'TilstandListe' => null, 'RelationListe' => null];
    $found = expect($client->soeg($template), 20, "$service soeg");
    same($found->IdListe->UUIDIdentifikator, [$id], "$service hits");

    expect($client->ret(['UUIDIdentifikator' => $id, 'AttributListe' => $attributes("$name ny")]), 20, "$service ret");
    $read = expect($client->laes(['UUIDIdentifikator' => $id]), 20, "$service laes after ret");
    same($read->FiltreretOejebliksbillede->Registrering[0]->AttributListe->Egenskab[0]->{$field}, "$name ny", "$service new $field");
    expect($client->soeg($template), 44, "$service soeg after ret");
}

$reference = fn () => ['Virkning' => fra(), 'ReferenceID' => ['UUIDIdentifikator' => uuid4()]];
exercise($base, 'Adresse', 'AdresseTekst', []);
exercise($base, 'OrganisationEnhed', 'EnhedNavn', ['Tilhoerer' => $reference()]);
exercise($base, 'OrganisationFunktion', 'FunktionNavn', ['TilknyttedeBrugere' => [$reference(), $reference()]]);
echo "ok\n";
