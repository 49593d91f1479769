package compat

import (
	"expvar"
	"fmt"
	"sync"

	"github.com/whitmetrics/whit"
)

// publishing keeps two calls of Publish from finding the same name free.
var publishing sync.Mutex

// Publish makes m's snapshot an expvar variable of that name, which expvar's handler
// shows as JSON under /debug/vars. A snapshot is taken each time it is read. The
// error is of a name that is taken: expvar names are for the life of the process.
func Publish(name string, m *whit.Metrics) error {
	publishing.Lock()
	defer publishing.Unlock()
	if expvar.Get(name) != nil {
		return fmt.Errorf("compat: expvar name %q is taken: want one that is not", name)
	}
	expvar.Publish(name, expvar.Func(func() any { return m.Snapshot() }))
	return nil
}
