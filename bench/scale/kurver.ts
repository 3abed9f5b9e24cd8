/** The numbers of all sizes as a table in Markdown and as curves in SVG. */
import type { Maaling } from './maal.ts';
import type { Resultat } from './main.ts';

const COLOURS = ['#1b6ca8', '#c0392b', '#27823f', '#8e5ea2', '#b9770e', '#16858a'];
const WIDTH = 720;
const ROW = 18;
const PLOT = { left: 60, top: 20, width: 400, height: 260 };

/** Bytes on disk for a unit, at the most and as we aim. */
const UNIT_BYTES_MAX = 3072;

/** What must cost about the same in a register of any size, and how many times as much at the most. */
const FLADE = ['read one', 'list of 500'];
const VAEKST_MAX = 1.5;

function forhold({ us, gulvUs }: Maaling): number | undefined {
  return gulvUs === undefined ? undefined : us / gulvUs;
}

function celle(maaling: Maaling | undefined): string {
  if (!maaling) return '';
  const ratio = forhold(maaling);
  const us = `${maaling.us.toFixed(0)} µs`;
  return ratio === undefined ? us : `**${ratio.toFixed(2)}** (${us})`;
}

function dom(maalinger: readonly (Maaling | undefined)[]): string {
  const hoejst = maalinger.find((m) => m?.hoejst !== undefined)?.hoejst;
  if (hoejst === undefined) return 'reported';
  const er = maalinger.every((m) => m === undefined || (forhold(m) ?? 0) <= hoejst);
  return `at most ${hoejst}: ${er ? 'reached' : 'NOT reached'}`;
}

/** What reads cost in each register, to the smallest; nothing where only one size has been measured. */
function vaekst(resultater: readonly Resultat[]): string[] {
  if (resultater.length < 2) return [];
  return FLADE.map((navn) => {
    const us = resultater.map(({ maalinger }) => maalinger.find((m) => m.navn === navn)?.us ?? Number.NaN);
    const gange = us.map((v) => v / us[0]!);
    const verdict = gange.every((v) => v <= VAEKST_MAX) ? 'reached' : 'NOT reached';
    const celler = gange.map((v) => `**${v.toFixed(2)}**`).join(' | ');
    return `| ${navn}, to the same in the smallest register | ${celler} | at most ${VAEKST_MAX}: ${verdict} |`;
  });
}

function tabel(resultater: readonly Resultat[]): string {
  const navne = [...new Set(resultater.flatMap(({ maalinger }) => maalinger.map(({ navn }) => navn)))];
  const rows = navne.map((navn) => {
    const maalinger = resultater.map(({ maalinger: alle }) => alle.find((m) => m.navn === navn));
    return `| ${navn} | ${maalinger.map(celle).join(' | ')} | ${dom(maalinger)} |`;
  });
  const bytes = resultater.map(({ bytesPerUnit }) => bytesPerUnit.toFixed(0));
  const isSmall = resultater.every(({ bytesPerUnit }) => bytesPerUnit <= UNIT_BYTES_MAX);
  const fart = resultater.map(({ objekterPerSekund }) => objekterPerSekund.toFixed(0));
  return [
    '# A register of any size, measured',
    '',
    'Written by `npm run bench -- scale --units <n>`, one run for each size. CPU microseconds per call, node and PostgreSQL',
    'together, and in bold the ratio to the floor of the same run: for reads a primary-key SELECT of rows of the same size on',
    'the same connections; for pages the first page; for the history a read of one; for ret the 11th to 20th ret of',
    'the same objects; for an import COPY of the very same rows into the same tables. A unit comes with a user, a person, an address and a position, 1.6 registrations to each.',
    '',
    `| | ${resultater.map(({ units, objekter }) => `${units} units, ${objekter} objects`).join(' | ')} | target |`,
    `|---|${resultater.map(() => '---|').join('')}---|`,
    ...rows,
    ...vaekst(resultater),
    `| bytes on disk per unit, all indexes | ${bytes.join(' | ')} | at most ${UNIT_BYTES_MAX} (aim 1536): ${isSmall ? 'reached' : 'NOT reached'} |`,
    `| objects loaded per second, one process | ${fart.join(' | ')} | reported |`,
    '',
    ...resultater.map(({ units, dato, maskine }) => `- ${units} units: ${dato}, ${maskine}`),
    '',
    '![CPU per call against the size of the register](scale.svg)',
    '',
  ].join('\n');
}

/** The reads and searches whose cost must not grow with the register. */
function linjer(resultater: readonly Resultat[]): { navn: string; us: (number | undefined)[] }[] {
  const navne = resultater[0]!.maalinger.map(({ navn }) => navn).filter((navn) => /^(read one|list|search)/.test(navn));
  return navne.map((navn) => ({
    navn,
    us: resultater.map(({ maalinger }) => maalinger.find((m) => m.navn === navn)?.us),
  }));
}

function svg(resultater: readonly Resultat[]): string {
  const alle = linjer(resultater);
  const most = Math.log10(Math.max(...alle.flatMap(({ us }) => us.map((v) => v ?? 1))));
  const x = (index: number) => PLOT.left + (PLOT.width * (index + 0.5)) / resultater.length;
  const y = (us: number) => PLOT.top + PLOT.height * (1 - Math.log10(us) / Math.ceil(most));
  const tal = Array.from({ length: Math.ceil(most) + 1 }, (_, n) => 10 ** n);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${PLOT.top + PLOT.height + 40}" font-family="sans-serif" font-size="12">`,
    '<rect width="100%" height="100%" fill="white"/>',
    ...tal.map(
      (us) =>
        `<line x1="${PLOT.left}" x2="${PLOT.left + PLOT.width}" y1="${y(us)}" y2="${y(us)}" stroke="#ddd"/>` +
        `<text x="${PLOT.left - 6}" y="${y(us) + 4}" text-anchor="end">${us} µs</text>`,
    ),
    ...resultater.map(
      ({ objekter }, index) =>
        `<text x="${x(index)}" y="${PLOT.top + PLOT.height + 20}" text-anchor="middle">${objekter} objects</text>`,
    ),
    ...alle.map(({ navn, us }, nr) => {
      const colour = COLOURS[nr % COLOURS.length];
      const points = us.flatMap((value, index) => (value === undefined ? [] : `${x(index)},${y(value).toFixed(1)}`));
      const label = `<text x="${PLOT.left + PLOT.width + 12}" y="${PLOT.top + 12 + nr * ROW}" fill="${colour}">${navn}</text>`;
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${label}`;
    }),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

export function kurver(resultater: readonly Resultat[]): { tabel: string; svg: string } {
  return { tabel: tabel(resultater), svg: svg(resultater) };
}
