package aggregate

import (
	"encoding/json"
	"math"
	"strconv"
)

// number is a float64 that JSON can always hold: NaN is null, and an infinity the
// string "+Inf" or "-Inf".
type number float64

func (n number) MarshalJSON() ([]byte, error) {
	switch f := float64(n); {
	case math.IsNaN(f):
		return []byte("null"), nil
	case math.IsInf(f, 1):
		return []byte(`"+Inf"`), nil
	case math.IsInf(f, -1):
		return []byte(`"-Inf"`), nil
	default:
		return json.Marshal(f)
	}
}

func (n *number) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = number(math.NaN())
		return nil
	}
	if s, err := strconv.Unquote(string(text)); err == nil {
		text = []byte(s)
	}
	f, err := strconv.ParseFloat(string(text), 64)
	*n = number(f)
	return err
}

type estimateJSON struct {
	Value  number `json:"value"`
	StdErr number `json:"std_err"`
	Low    number `json:"low"`
	High   number `json:"high"`
}

// MarshalJSON writes NaN as null and infinities as strings.
func (e Estimate) MarshalJSON() ([]byte, error) {
	return json.Marshal(estimateJSON{number(e.Value), number(e.StdErr), number(e.Low), number(e.High)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (e *Estimate) UnmarshalJSON(text []byte) error {
	var j estimateJSON
	err := json.Unmarshal(text, &j)
	*e = Estimate{float64(j.Value), float64(j.StdErr), float64(j.Low), float64(j.High)}
	return err
}
