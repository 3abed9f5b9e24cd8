/**
 * What a file to import can break besides the rules of the register: the ids that stand in the report of an import, and
 * what each demands. docs/guides/import.md lists them.
 */
export const filregler = {
  'fil-form': 'a line or a value that is not in the form that it must have',
  'fil-historik': 'an object that is in the register already, with another history',
  'fil-element': 'an XML element that is no object of the contract',
  'fil-raekke': 'a row with more fields than the header',
  'fil-mangler': 'a field that must not be empty',
  'fil-gentaget': 'a row whose key stands in the file before',
  'fil-overordnet': 'a parent unit that is neither in the file nor in the register',
  'fil-enhed': 'a unit that is not in the register',
  'fil-fra':
    'a first day other than the one that the register has of an object that has begun and has not ended before',
  'fil-borte': 'an object from an earlier file whose row is gone: it is told of, and ended with --end-missing',
  'fil-optaget': 'an object that others change at the same time, again and again',
} as const;

export type Filregel = keyof typeof filregler;
