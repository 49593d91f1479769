package aggregate

import "fmt"

// Kind says what a metric measures.
type Kind uint8

const (
	Counter      Kind = iota // how often something happened
	Distribution             // values, one an event
	Timer                    // durations in seconds, one an event
	Gauge                    // one value that goes up and down
)

var kindNames = [...]string{"counter", "distribution", "timer", "gauge"}

// String returns "counter", "distribution", "timer" or "gauge".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// MarshalText returns what String does; it is how a Kind stands in JSON.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) >= len(kindNames) {
		return nil, fmt.Errorf("whit: kind %d: want 0 to %d", k, len(kindNames)-1)
	}
	return []byte(kindNames[k]), nil
}

// UnmarshalText accepts what MarshalText returns.
func (k *Kind) UnmarshalText(text []byte) error {
	for i, name := range kindNames {
		if name == string(text) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("whit: kind %q: want one of %q", text, kindNames)
}
