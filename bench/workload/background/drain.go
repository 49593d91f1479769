package background

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/bench/meter"
)

// DrainLimit is what taking in one event may cost.
const DrainLimit = 40 * time.Nanosecond

// A Drain is what it costs the collector to empty the rings.
type Drain struct {
	Events    int     // in a drain
	EventNS   float64 // each of them, in ns
	FixedNS   float64 // a drain without any, the wake-ups of both sides included, in ns
	PublishNS float64 // publishing a metric with new samples, every FlushInterval, in ns
}

// drains is how many of each kind are timed, turn by turn. The median is taken.
const drains = 300

// MeasureDrain measures drains of events with a value each, and with the name of one
// of so many clients, or of none. An event's part is the difference between flushes
// with many events and with few, so that what a flush costs however many there are is not
// counted as theirs: that is the publication of what they have changed. It takes well
// under a second.
func MeasureDrain(ctx context.Context, clients int) (Drain, error) {
	const events, few = 255, 96 // 255 is just under half of the smallest ring: one more might wake the collector
	m, err := whit.New(whit.Config{SampleRate: 1, FlushInterval: time.Hour})
	if err != nil {
		return Drain{}, err
	}
	defer m.Stop(ctx)
	names := make([]string, clients)
	for i := range names {
		names[i] = fmt.Sprintf("client-%d", i)
	}
	d := m.Distribution("values")
	var times [3][]float64
	for range drains {
		for i, n := range []int{events, few, 0} {
			fill(d, n, names)
			start := time.Now()
			if err := m.Flush(ctx); err != nil {
				return Drain{}, err
			}
			times[i] = append(times[i], float64(time.Since(start)))
		}
	}
	if total, _ := m.Snapshot().Total("values"); total.Sampled != drains*(events+few) {
		return Drain{}, fmt.Errorf("background: %d of %d events were drained", total.Sampled, drains*(events+few))
	}
	full, some, fixed := median(times[0]), median(times[1]), median(times[2])
	event := (full - some) / (events - few)
	return Drain{events, event, fixed, some - fixed - few*event}, nil
}

// fill records so many events, in turn for each of the clients.
func fill(d *whit.Distribution, events int, clients []string) {
	for i := range events {
		if len(clients) == 0 {
			d.Record(float64(i))
		} else {
			d.RecordFor(float64(i), clients[i%len(clients)])
		}
	}
}

func median(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return meter.Quantile(values, 0.5)
}
