package whit

import (
	"github.com/whitmetrics/whit/internal/float"
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
	cells := d.series.Cells()
	p := procpin.Pin()
	if float.Finite(v) {
		if cells.Count(p) {
			procpin.Unpin(p)
			return
		}
		d.series.Record(p, 1, v, "")
		return
	}
	procpin.Unpin(p)
	d.series.Reject()
}

// RecordFor counts an event with value v that client caused. Only a sampled event
// keeps the client: its bytes must not change afterwards, so clone a string that
// was made of a buffer that is used again.
func (d *Distribution) RecordFor(v float64, client string) {
	cells := d.series.Cells()
	p := procpin.Pin()
	if float.Finite(v) {
		if cells.Count(p) {
			procpin.Unpin(p)
			return
		}
		d.series.Record(p, 1, v, client)
		return
	}
	procpin.Unpin(p)
	d.series.Reject()
}

// Local returns a handle for one goroutine, which records at a fraction of the
// cost. Close it when that goroutine is done with it.
func (d *Distribution) Local() *LocalDistribution {
	l := new(LocalDistribution)
	l.local.Init(&d.series)
	return l
}

// LocalDistribution is a Distribution's handle for one goroutine: no other may use
// it. It adds to the Distribution at every sampled event, at least every 64 events,
// and on Close. Until Close the Distribution lags by less than 64 events; after it,
// it is exact. What a handle that is never closed has not added is lost.
type LocalDistribution struct {
	local shard.Local
}

// Record counts an event with value v.
func (l *LocalDistribution) Record(v float64) {
	if l.local.DueValue(v) {
		l.recordSlow(v, "")
	}
}

// RecordFor counts an event with value v that client caused; of client's bytes,
// see [Distribution.RecordFor].
func (l *LocalDistribution) RecordFor(v float64, client string) {
	if l.local.DueValue(v) {
		l.recordSlow(v, client)
	}
}

//go:noinline
func (l *LocalDistribution) recordSlow(v float64, client string) {
	if !float.Finite(v) {
		l.local.Reject()
		return
	}
	l.local.Record(v, client)
}

// Close adds what is left to the Distribution. After it the handle still records
// exactly, at the Distribution's own cost.
func (l *LocalDistribution) Close() { l.local.Close() }
