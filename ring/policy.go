package ring

import "fmt"

// Policy says which event loses its detail when a ring is full. Neither policy
// touches counts: they are kept elsewhere.
type Policy uint8

const (
	// DropNewest refuses the event that does not fit. It is the default.
	DropNewest Policy = iota
	// DropOldest evicts the oldest event to make room. While the consumer reads a
	// batch, and when the oldest event is urgent and the new one is not, it
	// refuses the new one like DropNewest.
	DropOldest
)

// String returns "drop_newest" or "drop_oldest".
func (p Policy) String() string {
	switch p {
	case DropNewest:
		return "drop_newest"
	case DropOldest:
		return "drop_oldest"
	}
	return fmt.Sprintf("Policy(%d)", uint8(p))
}

// Valid reports whether p is one of the policies above.
func (p Policy) Valid() bool { return p <= DropOldest }
