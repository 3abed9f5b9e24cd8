import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eanNummer, telefonnummer } from './adresser.ts';
import { tilfaeldig } from './tilfaeldig.ts';

test('EAN numbers have 13 digits, begin with 2 and have the check digit of GS1', () => {
  for (let at = 0; at < 200; at++) {
    const nummer = eanNummer(tilfaeldig(1, String(at)));
    assert.match(nummer, /^2\d{12}$/);
    const sum = [...nummer].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
    assert.equal(sum % 10, 0, nummer);
  }
});

test('telephone numbers have eight digits in pairs and begin with 0', () => {
  for (let at = 0; at < 200; at++) assert.match(telefonnummer(tilfaeldig(1, String(at))), /^0\d( \d\d){3}$/);
});
