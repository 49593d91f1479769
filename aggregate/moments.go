package aggregate

// moments is what a group of samples adds up to: enough to estimate the total of
// the values of N events, and the variance of that, without keeping the samples.
// Values are relative to an origin that all moments of a window share, so that
// nearly equal values do not lose their differences.
type moments struct {
	n               int
	w, w2, w3, w4   float64 // Σw, Σw², Σw³, Σw⁴
	wv, w2v         float64 // Σwv, Σw²v
	wv2, w2v2       float64 // Σwv², Σw²v²
	seen            float64 // Σv, from zero
	topW, topV, top float64 // the sample with the largest w·v, v from zero; and that product
}

// add takes a sample of weight w with value v; from is the origin.
func (m *moments) add(w, v, from float64) {
	if p := w * v; p > m.top {
		m.topW, m.topV, m.top = w, v, p
	}
	m.seen += v
	v -= from
	ww := w * w
	m.n++
	m.w += w
	m.w2 += ww
	m.w3 += ww * w
	m.w4 += ww * ww
	m.wv += w * v
	m.w2v += ww * v
	m.wv2 += w * v * v
	m.w2v2 += ww * v * v
}

func (m *moments) merge(o *moments) {
	m.n += o.n
	m.w += o.w
	m.w2 += o.w2
	m.w3 += o.w3
	m.w4 += o.w4
	m.wv += o.wv
	m.w2v += o.w2v
	m.wv2 += o.wv2
	m.w2v2 += o.w2v2
	m.seen += o.seen
	if o.top > m.top {
		m.topW, m.topV, m.top = o.topW, o.topV, o.top
	}
}

// minOwn is the least number of samples by which a group's variance is told; of
// fewer, what the samples of all groups tell of single values says more.
const minOwn = 10

// groupTotal is the estimate of the total of a group's values.
type groupTotal struct {
	sum      float64
	variance float64
	dof      float64 // degrees of freedom of the variance
	loose    float64 // Σω(ω-1), instead of a variance, of a group with few samples
	// What one more sample like the one that weighs most would add to the sum and to
	// the variance: the upper bound allows for it.
	topSum, topVariance float64
}

// total estimates the total of events values from the group's samples, with ω =
// w·events/Σw, the calibrated weight:
//
//	Ŷ = Σ ω·v    V = n/(n-1) · Σ a·(v-v̄)², a = ω(ω-1)    ν = (Σa)²/Σa² - 1
func (m *moments) total(events, origin float64) groupTotal {
	t := m.estimate(events, origin)
	switch {
	case t.loose > 0:
		t.topSum = m.top * events / m.w
	case t.variance > 0:
		twice := *m
		twice.add(m.topW, m.topV, origin)
		more := twice.estimate(events, origin)
		t.topSum, t.topVariance = max(more.sum-t.sum, 0), max(more.variance-t.variance, 0)
	}
	return t
}

func (m *moments) estimate(events, origin float64) groupTotal {
	f := events / m.w
	mean := m.wv / m.w
	t := groupTotal{sum: events * (origin + mean)}
	a := f*f*m.w2 - f*m.w
	a2 := f * f * (f*f*m.w4 - 2*f*m.w3 + m.w2)
	switch {
	case a <= 0 || a2 <= 0:
	case m.n < minOwn:
		t.loose = a
	default:
		av := f*f*m.w2v - f*m.wv
		avv := f*f*m.w2v2 - f*m.wv2
		t.variance = max(avv-2*mean*av+mean*mean*a, 0) * float64(m.n) / float64(m.n-1)
		t.dof = max(a*a/a2-1, 1)
	}
	return t
}

// spread returns how far the group's values lie apart, the samples standing for that
// many events.
func (m *moments) spread(events, origin float64) spread {
	f, mean := events/m.w, m.wv/m.w
	return spread{n: uint64(m.n), w: events, mean: origin + mean, m2: f * max(m.wv2-mean*m.wv, 0)}
}
