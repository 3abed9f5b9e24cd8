/** The page of what messages cost, and how many there can be. */
import { machine } from '../compare.ts';
import type { Ende } from './ende.ts';
import { ABONNEMENTER, type Vurdering } from './vurdering.ts';

const tal = (value: number) => Math.round(value).toLocaleString('en');

function vurderingsraekke({ hvad, cpu, tagere }: Vurdering): string {
  const us = cpu.all;
  const perSekund = 1_000_000 / us;
  return `| ${hvad} | ${tagere.toFixed(1)} | ${tal(us)} | ${tal(perSekund)} | **${tal(perSekund * ABONNEMENTER)}** |`;
}

function enderaekke({ modtagere, beskeder, bytes, fkorg, rabbitmq }: Ende): string {
  const andel = rabbitmq === undefined ? 'no RabbitMQ' : (fkorg / rabbitmq).toFixed(2);
  const deres = rabbitmq === undefined ? '' : tal(rabbitmq);
  return `| ${modtagere} | ${tal(beskeder)} | ${tal(bytes)} | ${tal(fkorg / modtagere)} | ${tal(fkorg)} | ${deres} | **${andel}** |`;
}

export function eventsReport(vurderinger: readonly Vurdering[], ender: readonly Ende[], isQuick: boolean): string {
  return [
    '# Messages, measured',
    '',
    `${machine()}${isQuick ? ', a quick run' : ''}. Written by \`npm run bench -- events\`.`,
    '',
    '## One change and 1,000 subscriptions',
    '',
    'CPU microseconds per change, medians of rounds; "per second" is what one core can do. Each of the 1,000 dueslag has one',
    'subscription, whose filter looks at the receiver, at the handling and at the beginning of the UUID of the object. First',
    'filters and agreements alone, then the whole way on PostgreSQL, server and database together: changes are read, made',
    'messages of, held against the subscriptions and saved in the dueslag that take them.',
    '',
    '| what | dueslag that take it | CPU µs | changes per second and core | subscriptions per second and core |',
    '|---|---|---|---|---|',
    ...vurderinger.map(vurderingsraekke),
    '',
    '## From end to end',
    '',
    'From changes that are registered and waiting to receivers that have acknowledged them over AMQP, by the clock: a server with its',
    'PostgreSQL, each receiver with a dueslag and a connection of its own, 100 messages on their way to each. Beside it, in the',
    'same run, a RabbitMQ of one node alone: a publisher with confirms gives it messages of the same size, a topic exchange passes',
    'them on to as many quorum queues, and the same receivers acknowledge them. Both share the machine with their receivers.',
    '',
    '| receivers | messages | bytes each | messages per second | deliveries per second | RabbitMQ | fkorg to RabbitMQ |',
    '|---|---|---|---|---|---|---|',
    ...ender.map(enderaekke),
    '',
  ].join('\n');
}
