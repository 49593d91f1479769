package prom

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"weak"

	"github.com/whitmetrics/whit"
)

// names are how often each name has been given to a metric, of each whit.Metrics for as
// long as that lives.
var names = struct {
	sync.Mutex
	given map[weak.Pointer[whit.Metrics]]map[string]int
}{given: make(map[weak.Pointer[whit.Metrics]]map[string]int)}

// whitName returns a name that no metric of m has, neither one of this package nor one
// that the program made. As in client_golang, two metrics that are made with the same
// name are two, of which a registry accepts one: in whit, the second is NAME/2.
func whitName(m *whit.Metrics, name string) string {
	name = validName(name)
	names.Lock()
	defer names.Unlock()
	given := givenBy(m)
	for {
		given[name]++
		own := name
		if n := given[name]; n > 1 {
			own = fmt.Sprintf("%s/%d", name, n)
		}
		if !m.Has(own) {
			return own
		}
	}
}

// givenBy returns what was given to metrics of m. The caller has the lock of names.
func givenBy(m *whit.Metrics) map[string]int {
	key := weak.Make(m)
	given, ok := names.given[key]
	if !ok {
		given = make(map[string]int)
		names.given[key] = given
		runtime.AddCleanup(m, forget, key)
	}
	return given
}

// forget is called when the Metrics is gone.
func forget(key weak.Pointer[whit.Metrics]) {
	names.Lock()
	defer names.Unlock()
	delete(names.given, key)
}

// longest is how much of a name is kept for whit, whose own limit is 255.
const longest = 230

// validName returns name as whit takes it, without what tells those of the same name
// apart.
func validName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '_' || r == ':' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, name[:min(len(name), longest)])
	if name == "" || '0' <= name[0] && name[0] <= '9' || name[0] == ':' {
		name = "_" + name
	}
	return name
}
