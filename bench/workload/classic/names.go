package classic

import "fmt"

const (
	poolSize  = 1 << 20
	nameWidth = len("client_0000000")
)

// names are clients' names made beforehand: parts of one string, since a million
// strings of their own would be a million objects for every garbage collection to
// visit.
type names struct{ text string }

func newNames() names {
	text := make([]byte, 0, poolSize*nameWidth)
	for i := range poolSize {
		text = fmt.Appendf(text, "client_%07d", i)
	}
	return names{string(text)}
}

// at returns the i-th name; after poolSize they begin anew.
func (n names) at(i int) string {
	first := i % poolSize * nameWidth
	return n.text[first : first+nameWidth]
}
