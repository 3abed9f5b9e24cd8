/** What an agreement in force gives in a service: roles in the data of one authority each (spec security §2.1, §6). */
import type { Dataafgraensninger, Servicerolle, Tildeling } from '../access/rettigheder.ts';
import type { Aftaleindhold, Aftalepost, Miljoe, Servicedel } from '../store/administration/administration.ts';
import type { Aftale } from './model.ts';
import { findService } from './servicetabel.ts';
import { statusOf } from './status.ts';

const SERVICEROLLER: readonly string[] = ['udstil', 'rediger'] satisfies Servicerolle[];

/**
 * The grants of the agreement that is in force between a system, an authority and an environment, in one service; none
 * where the service has other roles than those. Undefined where no such agreement names the service.
 */
export function tildelingerOf(
  aftaler: readonly Aftale[],
  cvr: string,
  miljoe: Miljoe,
  entityId: string,
): readonly Tildeling[] | undefined {
  const aftale = aftaler.find(
    (kendt) => kendt.cvr === cvr && kendt.miljoe === miljoe && statusOf(kendt) === 'godkendt',
  );
  const del = aftale && delOf(aftale.indhold, entityId);
  return del && [...egne(aftale, del), ...andres(aftale, del)];
}

function delOf({ services }: Aftaleindhold, entityId: string): Servicedel | undefined {
  return services.find(({ service }) => findService(service)?.entityId === entityId);
}

function egne({ cvr }: Aftalepost, del: Servicedel): readonly Tildeling[] {
  return del.roller.filter(isServicerolle).map((rolle) => ({
    scopeCvr: cvr,
    rolle,
    afgraensninger: afgraensninger(del, rolle),
  }));
}

/** Others' data are there to be read: udstil alone, however much more the authority may do with its own. */
function andres({ indhold }: Aftalepost, del: Servicedel): readonly Tildeling[] {
  if (!del.roller.includes('udstil')) return [];
  return indhold.dataejere.map((scopeCvr) => ({
    scopeCvr,
    rolle: 'udstil',
    afgraensninger: afgraensninger(del, 'udstil'),
  }));
}

function isServicerolle(rolle: string): rolle is Servicerolle {
  return SERVICEROLLER.includes(rolle);
}

/** Those that go with the role. */
function afgraensninger({ service, dataafgraensninger }: Servicedel, rolle: Servicerolle): Dataafgraensninger {
  const kendte = findService(service)!.dataafgraensninger;
  const isJa = (navn: string) =>
    dataafgraensninger[navn]?.includes('Ja') === true && kendte[navn]?.roller.includes(rolle) === true;
  return {
    seNavn: isJa('senavn'),
    seCpr: isJa('secpr-nummer'),
    anonymiser: isJa('anonymiser'),
    fysiskslet: isJa('fysiskslet'),
  };
}
