// Package whit keeps metrics of latency-sensitive servers at next to no cost, and
// tells how sure it is of them.
//
// # Cost model
//
// Every event is counted exactly, in a cell that belongs to the P (the Go
// scheduler's processor) that it happens on: a pin, a load, a compare and a store,
// without a lock, an atomic instruction or a shared cache line. A random share of
// events, 3 % unless told otherwise, is sampled: it takes its value and client to
// a ring of that P. What is costly is paid for by those events alone: an unsampled
// span of a [Timer] does not read the clock.
//
// One goroutine per [Metrics] drains the rings and turns samples into totals,
// corrected by the rate at which each was drawn and calibrated on the exact
// counts. An idle Metrics wakes it once every Config.FlushInterval.
//
// # What is exact, and what is estimated
//
// Counts are exact at any time, whatever the rate, the load and the drops. So are a
// gauge's value and maximum. Sums and means are estimates, exact where every event
// is sampled: of critical metrics, and at a SampleRate of 1, as long as no ring
// overflows. Cumulative figures only grow: counts, and sums of values that are not
// negative.
//
// # Families
//
// [Metrics.CounterVec] and the like make families, whose series labels tell apart. Their
// number is bounded, whatever values arrive, and so is the memory: about 1 kB and a cache
// line for each P a series of counters, once it has events; about 3 kB where values are
// narrow, for those of distributions and timers (TestMemoryOfSeries prints it). A look-up reads a table that nobody
// locks; only a series that is new, or its first event, waits for another one.
//
// # Limits
//
// A ring that is full drops the detail of events, never their count; see
// Config.Overflow and Total.Dropped. A client's string is kept by reference until
// the collector has seen it: its bytes must not change. Handles that [Counter.Local]
// and [Distribution.Local] return lag by up to 64 events until Close.
//
// # Shutdown
//
// [Metrics.Stop] takes in every sample there is and ends the goroutine: the next
// [Metrics.Snapshot] is final for whatever happened before Stop. Events after it
// are counted, and not sampled.
package whit
