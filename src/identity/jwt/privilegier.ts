/** The list of privileges in a JWT: Base64 of JSON (spec security §5.2). What a constraint looks like is docs/decisions/0039. */

import type { Privilegium } from '../saml/roller.ts';
import { Sikkerhedsfejl } from '../sikkerhedsfejl.ts';

const PRIVILEGIER_MAX = 500;

/** Writes the claim `priv`. */
export function skrivPriv(privilegier: readonly Privilegium[]): string {
  const privilegegroups = privilegier.map(({ rolle, scope, afgraensninger }) => ({
    privilege: rolle,
    scope,
    constraints: afgraensninger.map(({ navn, vaerdi }) => ({ name: navn, value: vaerdi })),
  }));
  return Buffer.from(JSON.stringify({ privilegegroups })).toString('base64');
}

function afvis(detail: string): never {
  throw new Sikkerhedsfejl('InvalidSecurityToken', `priv: ${detail}`);
}

function felt(vaerdi: unknown, navn: string): unknown {
  return typeof vaerdi === 'object' && vaerdi !== null ? (vaerdi as Record<string, unknown>)[navn] : undefined;
}

/** Reads the claim. Throws Sikkerhedsfejl where it is no such list; a constraint of another form allows nothing. */
export function laesPriv(priv: unknown): readonly Privilegium[] {
  if (typeof priv !== 'string') return afvis('no text');
  const grupper = felt(laesJson(priv), 'privilegegroups');
  if (!Array.isArray(grupper) || grupper.length > PRIVILEGIER_MAX) return afvis('no list of groups, or too long');
  return grupper.map((gruppe) => {
    const [rolle, scope, constraints] = [felt(gruppe, 'privilege'), felt(gruppe, 'scope'), felt(gruppe, 'constraints')];
    if (typeof rolle !== 'string' || typeof scope !== 'string') return afvis('a group without privilege and scope');
    return { rolle, scope, afgraensninger: Array.isArray(constraints) ? constraints.flatMap(afgraensningOf) : [] };
  });
}

function laesJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString());
  } catch {
    return afvis('no JSON in Base64');
  }
}

function afgraensningOf(constraint: unknown): Privilegium['afgraensninger'] {
  const [navn, vaerdi] = [felt(constraint, 'name'), felt(constraint, 'value')];
  return typeof navn === 'string' && typeof vaerdi === 'string' ? [{ navn, vaerdi }] : [];
}
