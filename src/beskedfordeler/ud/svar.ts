/** What an HTTP answer, or none, makes of a message: the strict reading of BeskedFåTilsendt, and the patient one of webhooks. */
import type { Instant } from '../../base/instant.ts';
import type { IntetSvar, Svar } from './forsendelse.ts';
import { laesModtagBeskedOutput } from './modtagbesked.ts';
import type { Udfald } from './udfald.ts';

const INTET: Readonly<Record<Exclude<IntetSvar['art'], 'slut'>, string>> = {
  tid: 'Modtageren svarede ikke i tide',
  net: 'Modtagerens navn fører kun til net, der ikke må sendes til (--push-networks)',
  tls: 'Der kom ingen TLS-forbindelse; certifikatet hos modtageren eller det, fkorg viser, blev ikke godtaget',
  forbindelse: 'Der kom ingen forbindelse, eller den blev afbrudt før svaret',
  svar: 'Svaret er ikke HTTP',
};

const IKKE_HELT = {
  'for-stort': 'Svaret er større end det må være (--push-answer-bytes-max)',
  'for-sent': 'Svaret blev ikke færdigt i tide (--push-timeout-ms)',
  afbrudt: 'Svaret blev afbrudt',
} as const;

/** What became of a message that nothing was answered to. */
function udenSvar({ art, kode }: IntetSvar): Udfald {
  if (art === 'slut') return { art: 'afbrudt' };
  return { art: 'stop', kode, grund: `${INTET[art]} (${kode})` };
}

/** BeskedFåTilsendt: HTTP 200 with ModtagBeskedOutput decides; anything else is an error of the protocol and stops. */
export function udfaldAfPush(svar: Svar | IntetSvar): Udfald {
  if (svar instanceof Error) return udenSvar(svar);
  const { status, indhold } = svar;
  if (status !== 200) {
    return { art: 'stop', kode: 'HTTP', status, grund: `Modtageren svarede HTTP ${status}; det skal være 200` };
  }
  if (typeof indhold === 'string') return { art: 'stop', kode: 'SVARLAENGDE', status, grund: IKKE_HELT[indhold] };
  return laesModtagBeskedOutput(indhold);
}

/** A webhook: 2xx is taken, 410 is for good, everything else may be better later. */
export function udfaldAfWebhook(svar: Svar | IntetSvar, now: Instant): Udfald {
  if (svar instanceof Error) {
    const udfald = udenSvar(svar);
    return udfald.art === 'stop' ? { ...udfald, art: 'senere' } : udfald;
  }
  const { status, hoveder } = svar;
  if (status >= 200 && status <= 299) return { art: 'taget', status };
  const grund = `Modtageren svarede HTTP ${status}`;
  const kode = 'HTTP';
  if (status === 410)
    return { art: 'stop', kode, status, grund: `${grund}: den vil ikke have flere beskeder`, isEndelig: true };
  return { art: 'senere', kode, status, grund, tidligstMs: retryAfterMs(hoveder['retry-after'], now) };
}

/** Milliseconds that a Retry-After asks for, as seconds or as a date; 0 where it says nothing. */
function retryAfterMs(retryAfter: string | undefined, now: Instant): number {
  if (retryAfter === undefined) return 0;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const tid = Date.parse(retryAfter);
  return Number.isNaN(tid) ? 0 : Math.max(0, tid - now);
}
