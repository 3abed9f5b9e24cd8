/** The page of what tokens and signatures cost. */
import { machine, type Ratio, table } from './compare.ts';

export interface SecurityResults {
  readonly ratios: readonly Ratio[];
  /** Bytes of the body of a request and of its answer. */
  readonly requestBytes: number;
  readonly answerBytes: number;
  /** Microseconds: the parts of the floor. */
  readonly parts: { readonly wire: number; readonly verify: number; readonly sign: number };
}

export function securityReport(results: SecurityResults, isQuick: boolean): string {
  const { ratios, requestBytes, answerBytes, parts } = results;
  const us = (value: number) => value.toFixed(0);
  return [
    '# Tokens and signatures, measured',
    '',
    `${machine()}${isQuick ? ', a quick run' : ''}. Written by \`npm run bench -- security\`.`,
    '',
    'CPU microseconds per call, medians of rounds that alternate between fkorg and its floor in one run. "All" is caller, server',
    'and database; the last ratio leaves the caller out. A call is a `laes` of a unit on PostgreSQL, signed as .NET clients do:',
    `a request of ${(requestBytes / 1000).toFixed(1)} kB with two signatures, the token's and the message's, RSA-2048, an answer of ${(answerBytes / 1000).toFixed(1)} kB that is signed;`,
    'roles are asked for, each message is taken once, and each call is in the audit log before it is answered. Eight callers at a time,',
    'whose messages were made and signed before.',
    '',
    'The floor is that of a `laes` on the wire (a bare node:http round trip of the same bytes, saxes over the same request, one',
    'prepared primary-key SELECT of a row of the same size), two bare RSA verifications and one bare RSA signature:',
    `${us(parts.wire)} + 2 × ${us(parts.verify)} + ${us(parts.sign)} µs in this run.`,
    '',
    ...table(ratios),
    '',
    'Where the time goes can be seen with `npm run bench -- security --quick --profile <folder>`, which writes a profile of the server.',
    '',
  ].join('\n');
}
