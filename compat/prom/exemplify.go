package prom

import (
	"math"
	"sort"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

// short returns the first n runes of s.
func short(s string, n int) string {
	for i := range s {
		if n == 0 {
			return strings.Clone(s[:i])
		}
		n--
	}
	return s
}

var exemplarDesc = prometheus.NewDesc("exemplar", "", nil, nil)

// newExemplar has client_golang check an exemplar and turn it into its own form.
func newExemplar(e prometheus.Exemplar) (*dto.Exemplar, error) {
	m, err := prometheus.NewMetricWithExemplars(prometheus.MustNewConstMetric(exemplarDesc, prometheus.CounterValue, 0), e)
	if err != nil {
		return nil, err
	}
	var out dto.Metric
	if err := m.Write(&out); err != nil {
		return nil, err
	}
	return out.Counter.Exemplar, nil
}

// exemplify returns the classic buckets, if there are any, with exemplars, oldest first,
// in those that they belong to. What is above all bounds belongs to one up to +Inf, which
// has all events.
func exemplify(buckets []*dto.Bucket, exemplars []*dto.Exemplar, events uint64) []*dto.Bucket {
	if len(buckets) == 0 {
		return nil
	}
	for _, e := range exemplars {
		i := sort.Search(len(buckets), func(i int) bool { return buckets[i].GetUpperBound() >= e.GetValue() })
		if i == len(buckets) {
			all := math.Inf(1)
			buckets = append(buckets, &dto.Bucket{UpperBound: &all, CumulativeCount: &events})
		}
		buckets[i].Exemplar = e
	}
	return buckets
}

// withExemplar is a counter with an exemplar.
type withExemplar struct {
	prometheus.Metric
	exemplar *dto.Exemplar
}

func (m withExemplar) Write(out *dto.Metric) error {
	err := m.Metric.Write(out)
	if out.Counter != nil {
		out.Counter.Exemplar = m.exemplar
	}
	return err
}
