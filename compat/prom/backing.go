package prom

import (
	"fmt"
	"strings"
	"sync"
)

// names are how often each name has been given to a metric of a whit.Metrics. As in
// client_golang, two metrics that are made with the same name are two, of which a
// registry accepts one: in whit, the second is NAME/2.
var names = struct {
	sync.Mutex
	given map[string]int
}{given: make(map[string]int)}

// longest is how much of a name is kept for whit, whose own limit is 255.
const longest = 230

// whitName returns a name for whit that no other metric of this package has.
func whitName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '_' || r == ':' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}, name[:min(len(name), longest)])
	if name == "" || '0' <= name[0] && name[0] <= '9' || name[0] == ':' {
		name = "_" + name
	}
	names.Lock()
	defer names.Unlock()
	names.given[name]++
	if n := names.given[name]; n > 1 {
		return fmt.Sprintf("%s/%d", name, n)
	}
	return name
}
