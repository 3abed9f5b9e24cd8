/** The counts of several processes as one: each kind of number added up, or the largest or least of them. */
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from 'prom-client';

/** What one process has counted, as `Metrics.json` gives it. */
export type Counts = readonly MetricObjectWithValues<MetricValue<string>>[];

/** The sum as Prometheus reads it. */
export function summed(counts: readonly Counts[]): Promise<string> {
  return AggregatorRegistry.aggregate([...counts]).metrics();
}

/**
 * What processes that have ended leave behind: everything that they counted, and none of the states that went with them. So
 * the sums never go back, which Prometheus would take for a new beginning.
 */
export async function leftBehind(counts: readonly Counts[]): Promise<Counts> {
  const all = await AggregatorRegistry.aggregate([...counts]).getMetricsAsJSON();
  return all.filter(({ type }) => String(type) !== 'gauge');
}
