<?php
/**
 * A client that reads the served WSDL of value lists with PHP's SoapClient, in SOAP 1.1 as the WSDL says.
 *
 * Usage: vaerdiliste_php.php <server address>. Ends with 0 and a line "ok" when every answer was as expected.
 */
declare(strict_types=1);

$client = new SoapClient("$argv[1]/sts-bf-soap/StsbeskedfordelerImpl?wsdl", [
    'soap_version' => SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'exceptions' => true,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
]);

function expect(object $answer, int $code, string $what): object
{
    $status = $answer->StandardRetur;
    if ((int) $status->StatusKode !== $code) {
        throw new RuntimeException("$what: {$status->StatusKode} " . ($status->FejlbeskedTekst ?? ''));
    }
    return $answer;
}

/** A new array each time: PHP writes an array that it meets twice as a reference to the first. */
function lists(array $values): array
{
    return [
        'AttributListe' => ['Egenskab' => [[
            'Vaerdiliste' => ['Navn' => 'fra php', 'Vaerdi' => $values],
            'Virkning' => [
                'AktoerRef' => ['UUIDIdentifikator' => '0b1f6a3e-2f0e-4a57-9c3b-7a1d7d1c0b11'],
                'AktoerTypeKode' => 'ItSystem',
            ],
        ]]],
        'TilstandListe' => [],
        'RelationListe' => [],
    ];
}

$id = expect($client->opretvaerdiliste(lists(['a', 'b'])), 20, 'opret')->Vaerdiliste->UUIDIdentifikator;
expect($client->tilfoejvaerdier(['UUIDIdentifikator' => $id, 'Vaerdier' => ['c', 'c']]), 20, 'tilfoejvaerdier');
expect($client->fjernvaerdier(['UUIDIdentifikator' => $id, 'Vaerdier' => ['a']]), 20, 'fjernvaerdier');
$read = expect($client->laesvaerdiliste(['UUIDIdentifikator' => $id]), 20, 'laes')->LaesResultat->Registrering;
$values = $read->AttributListe->Egenskab[0]->Vaerdiliste->Vaerdi;
if ($values !== ['b', 'c'] || $read->LivscyklusKode !== 'Rettet') {
    throw new RuntimeException(var_export($read, true));
}
expect($client->retvaerdiliste(['UUIDIdentifikator' => $id] + lists([])), 20, 'ret');
expect($client->sletvaerdiliste(['UUIDIdentifikator' => $id]), 20, 'slet');
expect($client->laesvaerdiliste(['UUIDIdentifikator' => $id]), 44, 'laes after slet');
echo "ok\n";
