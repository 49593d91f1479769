package aggregate

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
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

type totalJSON struct {
	Name     string   `json:"name"`
	Help     string   `json:"help,omitempty"`
	Unit     string   `json:"unit,omitempty"`
	Kind     Kind     `json:"kind"`
	Critical bool     `json:"critical,omitempty"`
	Count    uint64   `json:"count"`
	Rate     number   `json:"rate"`
	Sampled  uint64   `json:"sampled"`
	Dropped  uint64   `json:"dropped"`
	Rejected uint64   `json:"rejected"`
	Sum      Estimate `json:"sum"`
	Mean     Estimate `json:"mean"`
	Min      number   `json:"min"`
	Max      number   `json:"max"`
	Value    number   `json:"value"`

	Updated time.Time `json:"updated"`
	Values  *values   `json:"values,omitempty"`
}

// MarshalJSON writes lower_snake keys, and NaN as null.
func (t Total) MarshalJSON() ([]byte, error) {
	return json.Marshal(totalJSON{
		t.Name, t.Help, t.Unit, t.Kind, t.Critical, t.Count, number(t.Rate),
		t.Sampled, t.Dropped, t.Rejected, t.Sum, t.Mean, number(t.Min), number(t.Max), number(t.Value), t.Updated, t.values,
	})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Total) UnmarshalJSON(text []byte) error {
	var j totalJSON
	err := json.Unmarshal(text, &j)
	*t = Total{
		j.Name, j.Help, j.Unit, j.Kind, j.Critical, j.Count, float64(j.Rate),
		j.Sampled, j.Dropped, j.Rejected, j.Sum, j.Mean, float64(j.Min), float64(j.Max), float64(j.Value), j.Values, j.Updated,
	}
	return err
}

type metaJSON struct {
	Shards     int    `json:"shards"`
	BufferSize int    `json:"buffer_size"`
	Capacity   int    `json:"capacity"`
	FillRatio  number `json:"fill_ratio"`
	SampleRate number `json:"sample_rate"`
	Added      uint64 `json:"added"`
	Dropped    uint64 `json:"dropped"`
	Rejected   uint64 `json:"rejected"`
	DropRate   number `json:"drop_rate"`
	Flushes    uint64 `json:"flushes"`
	MeanFlush  number `json:"mean_flush_seconds"`
	Clients    int    `json:"clients"`
	Bytes      int    `json:"bytes"`
}

// MarshalJSON writes lower_snake keys.
func (m Meta) MarshalJSON() ([]byte, error) {
	return json.Marshal(metaJSON{
		m.Shards, m.BufferSize, m.Capacity, number(m.FillRatio), number(m.SampleRate), m.Added, m.Dropped,
		m.Rejected, number(m.DropRate), m.Flushes, number(m.MeanFlush.Seconds()), m.Clients, m.Bytes,
	})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Meta) UnmarshalJSON(text []byte) error {
	var j metaJSON
	err := json.Unmarshal(text, &j)
	*m = Meta{
		j.Shards, j.BufferSize, j.Capacity, float64(j.FillRatio), float64(j.SampleRate), j.Added, j.Dropped,
		j.Rejected, float64(j.DropRate), j.Flushes, seconds(j.MeanFlush), j.Clients, j.Bytes,
	}
	return err
}

type snapshotJSON struct {
	At     time.Time `json:"at"`
	Uptime number    `json:"uptime_seconds"`
	Totals []Total   `json:"totals"`
	Meta   *Meta     `json:"meta,omitempty"`
}

// MarshalJSON writes lower_snake keys, NaN as null, and no meta if there is none.
func (s Snapshot) MarshalJSON() ([]byte, error) {
	j := snapshotJSON{At: s.At, Uptime: number(s.Uptime.Seconds()), Totals: s.Totals}
	if s.Meta != (Meta{}) {
		j.Meta = &s.Meta
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Snapshot) UnmarshalJSON(text []byte) error {
	var j snapshotJSON
	err := json.Unmarshal(text, &j)
	*s = Snapshot{At: j.At, Uptime: seconds(j.Uptime), Totals: j.Totals}
	if j.Meta != nil {
		s.Meta = *j.Meta
	}
	return err
}

func seconds(n number) time.Duration {
	return time.Duration(math.Round(float64(n) * 1e9))
}
