package chart

// Ticks are the labels of an axis of that many px.
func Ticks(a Axis, length float64) []string {
	var labels []string
	for _, v := range newScale(a, nil, 0, length).ticks {
		labels = append(labels, format(v))
	}
	return labels
}

// Range is an axis's for the values.
func Range(a Axis, values []float64) (low, high float64) {
	s := newScale(a, values, 0, 300)
	return s.low, s.high
}
