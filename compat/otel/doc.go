// Package whitotel is an OpenTelemetry MeterProvider that whit counts for.
//
// Code that records through go.opentelemetry.io/otel/metric stays as it is; only the
// provider changes:
//
//	provider, err := whitotel.NewMeterProvider(whitotel.WithPeriodicReader(exporter))
//	if err != nil {
//		return err
//	}
//	defer provider.Shutdown(ctx)
//	otel.SetMeterProvider(provider)
//
// # What becomes of the instruments
//
// Counters and up-down counters are exact whit counters, one cell per processor, with
// the fractions of float64 amounts summed apart. Histograms are whit distributions:
// they come out as exponential histograms of scale 5 whose figures are estimates from
// the sampled measurements, all of them at a whit.Config.SampleRate of 1. Gauges keep
// the last value. Observable instruments and their callbacks are passed on to an SDK's
// provider within, which has the same readers and resource.
//
// Every attribute set that an instrument has seen is a series, found by a lock-free
// lookup that does not allocate. Past the cardinality limit measurements go to the
// series with the attribute otel.metric.overflow=true, as in the SDK, and so do those with
// attributes of more than 4 KiB.
//
// Readers get totals or deltas: see [Deltas]. Views rename, drop and filter: see
// [WithView]. Exemplars are there on request: see [WithExemplars].
//
// # What is not kept
//
// Bucket boundaries do not count, nor do aggregations that a reader or a view prefers, and
// of several views only the first does. A histogram counts what its samples stand for, so it
// lags by the events since the last sample, 33 or so at 3 %; a delta of it has no extremes.
package whitotel
