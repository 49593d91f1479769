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
// series with the attribute otel.metric.overflow=true, as in the SDK.
//
// # What is not kept
//
// Views do not apply to synchronous instruments, nor do bucket boundaries, exemplars
// and aggregations that a reader prefers. All series are cumulative: an exporter that
// asks for deltas is refused. A histogram counts what its samples stand for, so it lags by
// the events since the last sample, 33 or so at 3 %.
package whitotel
