package aggregate

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// bucketsJSON is a histogram's buckets with values: their indices, the events in
// each, their part of the variance, and the events as whole numbers.
type bucketsJSON struct {
	Index    []int     `json:"index"`
	Count    []float64 `json:"count"`
	Variance []float64 `json:"variance"`
	Events   []uint64  `json:"events"`
}

type valuesJSON struct {
	Scale        int         `json:"scale"`
	Zero         float64     `json:"zero_count"`
	ZeroVariance float64     `json:"zero_variance"`
	ZeroEvents   uint64      `json:"zero_events"`
	Positive     bucketsJSON `json:"positive"`
	Negative     bucketsJSON `json:"negative"`
}

func (d *values) MarshalJSON() ([]byte, error) {
	return json.Marshal(valuesJSON{Scale, d.zero.n, d.zero.a, d.zero.whole, d.positive.toJSON(), d.negative.toJSON()})
}

func (d *values) UnmarshalJSON(text []byte) error {
	var j valuesJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	*d = values{zero: bucket{j.Zero, j.ZeroVariance, j.ZeroEvents}}
	return errors.Join(checkScale(j.Scale), d.positive.fromJSON(j.Positive), d.negative.fromJSON(j.Negative))
}

func checkScale(scale int) error {
	if scale != Scale {
		return fmt.Errorf("whit: histogram of scale %d: want %d", scale, Scale)
	}
	return nil
}

func (h *histogram) toJSON() (j bucketsJSON) {
	h.each(func(i int, b bucket) bool {
		j.Index = append(j.Index, i)
		j.Count = append(j.Count, b.n)
		j.Variance = append(j.Variance, b.a)
		j.Events = append(j.Events, b.whole)
		return true
	})
	return j
}

func (h *histogram) fromJSON(j bucketsJSON) error {
	if n := len(j.Index); len(j.Count) != n || len(j.Variance) != n || len(j.Events) != n {
		return fmt.Errorf("whit: histogram of %d indices, %d counts, %d variances, %d events: want as many of each",
			n, len(j.Count), len(j.Variance), len(j.Events))
	}
	for k, i := range j.Index {
		if i < bucketOf(math.SmallestNonzeroFloat64) || i > bucketOf(math.MaxFloat64) {
			return fmt.Errorf("whit: histogram bucket %d: want %d to %d", i, bucketOf(math.SmallestNonzeroFloat64), bucketOf(math.MaxFloat64))
		}
		*h.at(i) = bucket{j.Count[k], j.Variance[k], j.Events[k]}
	}
	return nil
}
