package whit

import (
	"fmt"
	"time"

	"github.com/whitmetrics/whit/aggregate"
)

// MetricOption says more of a metric when it is first asked for.
type MetricOption func(*aggregate.Desc)

// Critical has every event of the metric sampled, whatever the rate, and keeps an
// eighth of each ring free for such events. It is for what is rare and matters:
// each event costs what a sample costs. It has no effect on a gauge, nor under
// Config.CountsOnly.
func Critical() MetricOption { return func(d *aggregate.Desc) { d.Critical = true } }

// Help describes the metric to people, in a sentence.
func Help(text string) MetricOption { return func(d *aggregate.Desc) { d.Help = text } }

// OnSample has f called for each sampled event of the metric, once the collector
// has taken it in: to keep exemplars, or figures of one's own. f runs on the
// collector's goroutine, which waits for it, and must not call Flush or Stop. It has
// no effect on a gauge.
//
// Of a family, f is called for the samples of all series, and Sample.Labels tells which:
// a slice that the series' Total has, too, and no other series, even one with the same
// values later. So &s.Labels[0] may be the key of what f keeps; [OnRemoved] tells when to
// let go of that.
func OnSample(f func(aggregate.Sample)) MetricOption {
	return func(d *aggregate.Desc) { d.OnSample = f }
}

// OnRemoved has f called for each series of the family that is deleted or has expired,
// after its last sample: within a Config.FlushInterval on the collector's goroutine, or
// after Stop on that which deletes it. f must not call Flush or Stop, nor use the family.
// It has no effect on metrics without labels.
func OnRemoved(f func(labels []aggregate.Label)) MetricOption {
	return func(d *aggregate.Desc) { d.OnRemoved = f }
}

// SeriesTTL has the series of a family removed once they have counted nothing for d, which
// is more than 0, to within two Config.FlushInterval: see [Family] for what becomes of
// their handles. Who asks With for the handle at each use loses nothing. The check reads
// counts, so that events cost no more for it. It has no effect on metrics without labels,
// nor after Stop.
func SeriesTTL(d time.Duration) MetricOption {
	if d <= 0 {
		panic(fmt.Sprintf("whit: SeriesTTL of %v: want more than 0", d))
	}
	return func(desc *aggregate.Desc) { desc.TTL = d }
}

// Unit names the unit of the values, such as "bytes". A timer's is always
// "seconds".
func Unit(name string) MetricOption { return func(d *aggregate.Desc) { d.Unit = name } }
