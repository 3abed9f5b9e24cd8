/** The agreements of systems about messages, as they are in force now; remembered until one is changed. Door file. */
import { Hukommelse, husket } from '../../administration/husket.ts';
import { type Aftale, aftalerOf } from '../../administration/model.ts';
import { statusOf } from '../../administration/status.ts';
import type { Clock } from '../../base/clock.ts';
import type { Administration, Miljoe, Servicedel } from '../../store/administration/administration.ts';
import type { Afsenderaftale, Beskedversion, Modtageraftale, Tilladte } from './aftale.ts';

/** Of a system. */
interface Deres {
  readonly modtager: readonly Modtageraftale[];
  /** By CVR. */
  readonly afsender: ReadonlyMap<string, Afsenderaftale>;
}

/** The services by version, the newest first: where an agreement names both, that one counts. */
const MODTAG: readonly (readonly [service: string, Beskedversion])[] = [
  ['beskedmodtag', '2.0'],
  ['beskedmodtag-1', '1.0'],
];
const AFSEND: typeof MODTAG = [
  ['beskedafsend', '2.0'],
  ['beskedafsend-1', '1.0'],
];

export class Beskedaftaler {
  readonly #administration: Pick<Administration, 'version' | 'hentAftaler'>;
  readonly #miljoe: Miljoe;
  readonly #hukommelse: Hukommelse<Map<string, Promise<Deres>>>;

  /** @param miljoe Agreements of other environments are none here. */
  constructor(administration: Pick<Administration, 'version' | 'hentAftaler'>, miljoe: Miljoe, clock: Clock) {
    this.#administration = administration;
    this.#miljoe = miljoe;
    this.#hukommelse = new Hukommelse(administration, clock, () => new Map());
  }

  /** What the system may receive, for which authorities; a dueslag belongs to nobody who has none. */
  async modtager(systemUuid: string): Promise<readonly Modtageraftale[]> {
    return (await this.#deres(systemUuid)).modtager;
  }

  /** What the system may send for the authority; undefined where it may send nothing. */
  async afsender(systemUuid: string, cvr: string): Promise<Afsenderaftale | undefined> {
    return (await this.#deres(systemUuid)).afsender.get(cvr);
  }

  async #deres(systemUuid: string): Promise<Deres> {
    const kendte = await this.#hukommelse.nuvaerende();
    return husket(kendte, systemUuid, async () => {
      const aftaler = aftalerOf(await this.#administration.hentAftaler(systemUuid));
      const gaeldende = aftaler.filter((aftale) => aftale.miljoe === this.#miljoe && statusOf(aftale) === 'godkendt');
      return {
        modtager: gaeldende.flatMap((aftale) => modtageraftaleOf(aftale)),
        afsender: new Map(gaeldende.flatMap((aftale) => afsenderaftaleOf(aftale)).map((den) => [den.cvr, den])),
      };
    });
  }
}

function modtageraftaleOf({ cvr, indhold }: Aftale): readonly Modtageraftale[] {
  const fundet = delOf(indhold.services, MODTAG);
  if (!fundet) return [];
  const { del, version } = fundet;
  return [
    {
      ...{ cvr, version },
      beskedtyper: tilladte(del, 'beskedtype') ?? new Set(),
      foelsomheder: tilladte(del, 'foelsomhed') ?? new Set(),
      afsendere: tilladte(del, 'afsendende-myndighed') ?? 'alle',
      omraader: tilladte(del, 'forvaltningsomraade') ?? 'alle',
    },
  ];
}

/** Without `tilladt-myndighed`, messages go to the agreement's own authority. */
function afsenderaftaleOf({ cvr, indhold }: Aftale): readonly Afsenderaftale[] {
  const fundet = delOf(indhold.services, AFSEND);
  if (!fundet) return [];
  const { del, version } = fundet;
  return [{ cvr, version, modtagere: tilladte(del, 'tilladt-myndighed') ?? new Set([cvr]) }];
}

function delOf(services: readonly Servicedel[], versioner: typeof MODTAG) {
  for (const [navn, version] of versioner) {
    const del = services.find(({ service }) => service === navn);
    if (del) return { del, version };
  }
  return undefined;
}

function tilladte({ dataafgraensninger }: Servicedel, navn: string): Tilladte | undefined {
  const vaerdier = dataafgraensninger[navn];
  if (!vaerdier) return undefined;
  return vaerdier.includes('*') ? 'alle' : new Set(vaerdier.map((vaerdi) => vaerdi.toLowerCase()));
}
