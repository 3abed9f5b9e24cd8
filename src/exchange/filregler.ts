/**
 * What a file to import can break besides the rules of the register: the ids that stand in the report of an import, and
 * what each demands. docs/guides/import.md lists them.
 */
export const filregler = {
  'fil-form': 'a line or a value that is not in the form that it must have',
  'fil-historik': 'an object that is in the register already, with another history',
  'fil-element': 'an XML element that is no object of the contract, or a level of KLE that is not in the one above it',
  'fil-raekke': 'a row with more fields than the header',
  'fil-mangler': 'a field that must not be empty',
  'fil-gentaget': 'a row whose key stands in the file before',
  'fil-overordnet': 'a parent (unit or class) that is neither in the file nor in the register',
  'fil-enhed': 'a unit that is not in the register',
  'fil-fra':
    'a first day other than the one that the register has of an object that has begun and has not ended before',
  'fil-borte': 'an object from an earlier file whose row is gone: it is told of, and ended with --end-missing',
  'fil-nummer': 'a number that is not in the form of its level, or not below the number above it',
  'fil-facet': 'a class that the register has in another facet: it stays in one for its life',
  'fil-kreds': 'a class that is above itself',
  'fil-ejer': 'an object that belongs to another authority',
  'fil-senere': 'an object of which the register says something that begins after the day of --virkning-fra',
  'fil-aeldre': 'an edition that is older than the one that the register has',
  'fil-optaget': 'an object that others change at the same time, again and again',
} as const;

export type Filregel = keyof typeof filregler;
