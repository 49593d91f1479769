package whitotel

import (
	"strconv"
	"sync"

	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// registry registers series with whit: the n-th is the n-th of each snapshot's totals,
// unless somebody else has registered metrics there. Its names mean nothing. (whit's own families would take no
// code away: sets have any keys, and values that are no strings, so that each would
// still be found by its hash here, and in a snapshot by its labels rather than its number.)
type registry struct {
	metrics *whit.Metrics

	mu   sync.Mutex
	next int
}

// place is where a series is in a snapshot's totals.
type place struct {
	n    int
	name string
}

// register has make register a metric, under the name that it is given.
func register[H any](r *registry, create func(string, ...whit.MetricOption) H) (H, place) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := place{r.next, "n" + strconv.Itoa(r.next)}
	r.next++
	return create(p.name), p
}

// in returns what there is at the place, and whether the snapshot is young enough to
// know it.
func (p place) in(s *aggregate.Snapshot) (*aggregate.Total, bool) {
	for i := p.n; i < len(s.Totals); i++ { // others are before it, if there are any
		if t := &s.Totals[i]; t.Name == p.name {
			return t, true
		}
	}
	return nil, false
}
