package aggregate

import (
	"encoding/json"
	"math"
	"time"
)

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
	FlushTime  number `json:"flush_seconds"`
	MeanFlush  number `json:"mean_flush_seconds"`
	Clients    int    `json:"clients"`
	Series     int    `json:"series"`
	Overflowed uint64 `json:"overflowed"`
	Detached   uint64 `json:"detached"`
	Bytes      int    `json:"bytes"`

	Z       number    `json:"z"`
	MetricZ []metricZ `json:"metric_z,omitempty"`
}

// metricZ is MetricZ with numbers that JSON can hold.
type metricZ struct {
	Name   string  `json:"name"`
	Labels []Label `json:"labels,omitempty"`
	Z      number  `json:"z"`
}

// MarshalJSON writes lower_snake keys.
func (m Meta) MarshalJSON() ([]byte, error) {
	var each []metricZ
	for _, z := range m.MetricZ {
		each = append(each, metricZ{z.Name, z.Labels, number(z.Z)})
	}
	return json.Marshal(metaJSON{
		m.Shards, m.BufferSize, m.Capacity, number(m.FillRatio), number(m.SampleRate), m.Added, m.Dropped,
		m.Rejected, number(m.DropRate), m.Flushes, number(m.FlushTime.Seconds()), number(m.MeanFlush.Seconds()), m.Clients,
		m.Series, m.Overflowed, m.Detached, m.Bytes,
		number(m.Z), each,
	})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (m *Meta) UnmarshalJSON(text []byte) error {
	var j metaJSON
	err := json.Unmarshal(text, &j)
	var each []MetricZ
	for _, z := range j.MetricZ {
		each = append(each, MetricZ{z.Name, z.Labels, float64(z.Z)})
	}
	*m = Meta{
		j.Shards, j.BufferSize, j.Capacity, float64(j.FillRatio), float64(j.SampleRate), j.Added, j.Dropped,
		j.Rejected, float64(j.DropRate), j.Flushes, seconds(j.FlushTime), seconds(j.MeanFlush), j.Clients,
		j.Series, j.Overflowed, j.Detached, j.Bytes,
		float64(j.Z), each,
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
	if s.Meta.Shards != 0 {
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
