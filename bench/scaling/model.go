package main

import "math"

// A model is a figure as a sum of terms that are not negative.
type model struct {
	Of    string  `json:"of"`
	Unit  string  `json:"unit"`
	Terms []term  `json:"terms"`
	Error float64 `json:"median_error"` // relative, of the places that it was fitted to

	figure func(place) float64
	scale  float64 // of the unit
}

// A term is a coefficient, and what of a place it is multiplied by.
type term struct {
	Name string  `json:"name"`
	Each float64 `json:"each"`
	of   func(place) float64
}

func newModels() []*model {
	one := term{Name: "", of: func(place) float64 { return 1 }}
	shards := term{Name: "shards", of: func(p place) float64 { return float64(p.Procs) }}
	slots := term{Name: "slots", of: func(p place) float64 { return float64(p.Slots) }}
	metrics := term{Name: "metrics", of: func(p place) float64 { return float64(p.Metrics) }}
	cells := term{Name: "shards·metrics", of: func(p place) float64 { return float64(p.Procs * p.Metrics) }}
	return []*model{
		{Of: "snapshot", Unit: "ns", Terms: []term{one, shards, metrics, cells},
			figure: func(p place) float64 { return p.SnapshotNS }, scale: 1e-3},
		{Of: "flush", Unit: "ns", Terms: []term{one, shards, metrics, cells},
			figure: func(p place) float64 { return p.FlushNS }, scale: 1e-3},
		{Of: "publish", Unit: "ns", Terms: []term{one, shards, metrics, cells},
			figure: func(p place) float64 { return p.PublishNS }, scale: 1e-3},
		{Of: "memory", Unit: "bytes", Terms: []term{one, slots, metrics, cells},
			figure: func(p place) float64 { return float64(p.Bytes) }, scale: 1e-3},
	}
}

// fit finds the coefficients by least squares of the relative errors: figures differ by
// powers of ten. It reports whether the places determine them.
func (m *model) fit(places []place) bool {
	var rows [][]float64
	for _, p := range places {
		row := make([]float64, len(m.Terms))
		for i, t := range m.Terms {
			row[i] = t.of(p) / m.figure(p)
		}
		rows = append(rows, row)
	}
	each, ok := notNegative(rows)
	if !ok {
		return false
	}
	for i := range m.Terms {
		m.Terms[i].Each = each[i]
	}
	var errors []float64
	for _, p := range places {
		errors = append(errors, math.Abs(m.at(p)/m.figure(p)-1))
	}
	m.Error = median(errors)
	return true
}

// at is what the model gives for a place.
func (m *model) at(p place) (v float64) {
	for _, t := range m.Terms {
		v += t.Each * t.of(p)
	}
	return v
}

// notNegative returns coefficients with which each row adds up to 1, as nearly as it
// gets without negative ones: where one comes out negative, its column is left out.
func notNegative(rows [][]float64) (each []float64, ok bool) {
	each = make([]float64, len(rows[0]))
	var used []int
	for i := range each {
		used = append(used, i)
	}
	for len(used) > 0 {
		found, ok := leastSquares(rows, used)
		if !ok {
			return nil, false
		}
		worst := 0
		for k := range found {
			if found[k]*rows[0][used[k]] < found[worst]*rows[0][used[worst]] {
				worst = k
			}
		}
		if found[worst] >= 0 {
			for k, i := range used {
				each[i] = found[k]
			}
			return each, true
		}
		used = append(used[:worst:worst], used[worst+1:]...)
	}
	return nil, false
}

// leastSquares solves the normal equations of the columns used, which it scales to the
// length 1, by elimination.
func leastSquares(rows [][]float64, used []int) ([]float64, bool) {
	n := len(used)
	length := make([]float64, n)
	for k, i := range used {
		for _, row := range rows {
			length[k] += row[i] * row[i]
		}
		length[k] = math.Sqrt(length[k])
	}
	a := make([][]float64, n) // with the right side as its last column
	for j := range a {
		a[j] = make([]float64, n+1)
		for _, row := range rows {
			v := row[used[j]] / length[j]
			for k := range n {
				a[j][k] += v * row[used[k]] / length[k]
			}
			a[j][n] += v
		}
	}
	if !eliminate(a) {
		return nil, false
	}
	found := make([]float64, n)
	for k := range found {
		found[k] = a[k][n] / length[k]
	}
	return found, true
}

// eliminate makes the left side of a the identity, unless the columns depend on one
// another. The diagonal of normal equations needs no pivot.
func eliminate(a [][]float64) bool {
	for k := range a {
		pivot := a[k][k]
		if !(pivot > 1e-10) {
			return false
		}
		for c := range a[k] {
			a[k][c] /= pivot
		}
		for r := range a {
			if r == k {
				continue
			}
			factor := a[r][k]
			for c := range a[r] {
				a[r][c] -= factor * a[k][c]
			}
		}
	}
	return true
}
