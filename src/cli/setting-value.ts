/** Reads the value of one setting from the text that somebody gave, and says what the setting takes. */
import { shownValue } from '../base/brud.ts';
import { FkorgError } from '../base/error.ts';
import type { Kind, Row } from './settings-table.ts';

export type Value = string | number | boolean;

const SWITCH_WORDS: Readonly<Record<string, boolean>> = {
  yes: true,
  true: true,
  1: true,
  no: false,
  false: false,
  0: false,
};

/** The value that a text means; `from` names the flag or the variable. Throws `bad-setting` where it means none. */
export function readValue(row: Row, text: string, from: string): Value {
  const value = parseValue(row.kind, text);
  if (value !== undefined) return value;
  throw new FkorgError(
    'bad-setting',
    `${from} is "${withoutPassword(shownValue(text))}", but takes ${takes(row.kind)}.`,
  );
}

function parseValue(kind: Kind, text: string): Value | undefined {
  switch (kind.art) {
    case 'text':
      return kind.pattern.test(text) ? text : undefined;
    case 'choice':
      return kind.choices.includes(text) ? text : undefined;
    case 'switch':
      return SWITCH_WORDS[text.toLowerCase()];
    case 'whole': {
      const digits = kind.before && text.startsWith(kind.before) ? text.slice(kind.before.length) : text;
      const isRightForm = /^\d{1,15}$/.test(digits) && (kind.before === undefined || digits !== text);
      const number = Number(digits);
      return isRightForm && number >= kind.min && number <= kind.max ? number : undefined;
    }
  }
}

/** What a setting takes, as a half-sentence. */
export function takes(kind: Kind): string {
  switch (kind.art) {
    case 'text':
      return kind.form;
    case 'choice':
      return `one of ${kind.choices.join(', ')}`;
    case 'switch':
      return 'yes or no';
    case 'whole': {
      const number = `a whole number from ${kind.min} to ${kind.max}`;
      if (kind.before) return `${kind.before} and ${number}`;
      return kind.unit ? `${number} (${kind.unit})` : number;
    }
  }
}

/** A value as a user would write it; empty where there is none. */
export function writtenValue(row: Row): string {
  if (row.standard === undefined) return '';
  if (row.kind.art === 'switch') return row.standard ? 'yes' : 'no';
  return `${row.kind.art === 'whole' ? (row.kind.before ?? '') : ''}${row.standard}`;
}

/**
 * A text with the password of any address in it taken out, whatever characters it has and wherever it stands; an address
 * without its scheme is known at the beginning alone.
 */
export function withoutPassword(text: string): string {
  return text
    .replace(/((?:^(?![^:@/\s]*:\/\/)|:\/\/)[^:@/\s]*):\S*@/g, '$1:…@')
    .replace(/([?&]password=)[^&\s]*/gi, '$1…');
}
