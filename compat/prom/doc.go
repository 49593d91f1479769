// Package prom joins whit and Prometheus, in two ways.
//
// [NewCollector] exposes all metrics of a whit.Metrics: distributions and timers as
// native histograms, with classic buckets beside them on request, and whit's figures on
// its own sampling.
//
// The rest of the package is a drop-in for client_golang's constructors, with whit
// underneath. They take the same options and return what satisfies the same interfaces,
// so that changing the import is the whole migration:
//
//	import prometheus "github.com/whitmetrics/whit/compat/prom"
//
// and packages promauto and promhttp likewise. The README of this module lists what cannot be kept.
//
// # What is exact
//
// Counters, fractions included, and gauges are exact at the scrape. A histogram is made
// of a sample of the values, as of whit's last flush, at most Config.FlushInterval ago:
// its count is that of its buckets, which stand for all events up to about the last
// sample. From scrape to scrape no counter, no count and no bucket falls, so Prometheus
// sees no reset, unless a series is deleted and comes back.
//
// # Cost
//
// Recording costs what it does in whit. A scrape reads, and blocks nobody who records.
// What a client can name without bounds, labels and names of clients, takes memory up to
// Config.MaxSeries and a few exemplars a series, and no more.
package prom
