package whit

import (
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/shard"
)

// Distribution counts events that have a value each, exactly, and estimates what
// there is to know of the values from the sampled ones. Its methods may be called
// from any goroutine at any time, after Stop too; none blocks or allocates, but for
// the first event on a processor that is new. NaN and infinite values are refused:
// they are counted as Rejected, and as nothing else. A sum that leaves the range of
// float64 is lost for good. Distributions come from [Metrics.Distribution]: a nil or
// zero one panics.
type Distribution struct {
	series shard.Series
}

// Record counts an event with value v.
func (d *Distribution) Record(v float64) {
	if !d.series.Threshold().Holds(v) {
		d.series.RecordBeyond(v, "")
		return
	}
	d.series.Check()
	p := procpin.Pin()
	if d.series.Cells().Count(p) {
		procpin.Unpin(p)
		return
	}
	d.series.Record(p, 1, v, "")
}

// RecordFor counts an event with value v that client caused. Only a sampled event
// keeps the client: its bytes must not change afterwards, so clone a string that
// was made of a buffer that is used again.
func (d *Distribution) RecordFor(v float64, client string) {
	if !d.series.Threshold().Holds(v) {
		d.series.RecordBeyond(v, client)
		return
	}
	d.series.Check()
	p := procpin.Pin()
	if d.series.Cells().Count(p) {
		procpin.Unpin(p)
		return
	}
	d.series.Record(p, 1, v, client)
}

// Local returns a handle for one goroutine, which records at a fraction of the
// cost. Close it when that goroutine is done with it.
func (d *Distribution) Local() *LocalDistribution { return shard.NewLocalValues(&d.series) }

// LocalDistribution is a Distribution's handle for one goroutine: no other may use
// it. It adds to the Distribution at every sampled event, at least every 64 events,
// and on Close. Until Close the Distribution lags by less than 64 events; after it,
// it is exact. What a handle that is never closed has not added is lost.
type LocalDistribution = shard.LocalValues
