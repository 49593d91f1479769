package hub

import (
	"sync/atomic"

	"github.com/whitmetrics/whit/compat"
)

// A tenant is the hub's state on behalf of one implementation. The breaker is part of
// it: what metrics count of a breaker depends on the state that they were last told.
type tenant struct {
	metrics compat.WebSocketMetrics
	breaker breaker
	members []atomic.Pointer[member] // by their place
	seen    []bool                   // which clients have been connected; of load
}

func newTenant(m compat.WebSocketMetrics, clients int) *tenant {
	return &tenant{
		metrics: m,
		breaker: breaker{metrics: m},
		members: make([]atomic.Pointer[member], clients),
		seen:    make([]bool, clients),
	}
}

// member returns who is at that place, or nil.
func (t *tenant) member(place uint8) *member {
	if int(place) >= len(t.members) {
		return nil
	}
	return t.members[place].Load()
}
