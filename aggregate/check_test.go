package aggregate_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/aggregate"
	"github.com/whitmetrics/whit/internal/procpin"
	"github.com/whitmetrics/whit/ring"
	"github.com/whitmetrics/whit/sample"
)

// A true sampler's z is a standard normal variable, whatever the rate does, with a
// threshold, drops, spans that are open, and local handles.
func TestZIsStandardNormal(t *testing.T) {
	statistical(t)
	var zs []float64
	for i := range trials(300) {
		e := newEngineSeed(.03, 512, ring.DropNewest, uint64(i))
		rng := rand.New(rand.NewPCG(uint64(i), 1))
		s, timer := e.values("v", false), e.timer("t")
		for j := range 20_000 {
			if j%2500 == 0 {
				e.set.SetRate(sample.NewRate([]float64{.03, .15, .01}[j/2500%3]))
			}
			if j%5000 == 0 {
				e.flush(t, "v")
			}
			recordValue(s, rng.ExpFloat64())
			timer.Begin(procpin.Pin()) // never ends
		}
		e.flush(t, "v")
		m := e.c.Snapshot().Meta
		require.Len(t, m.MetricZ, 2)
		zs = append(zs, m.MetricZ[0].Z, m.MetricZ[1].Z)
		require.InDelta(t, (m.MetricZ[0].Z+m.MetricZ[1].Z)/math.Sqrt2, m.Z, .5, "of both together")
	}
	mean, square := 0., 0.
	for _, z := range zs {
		mean += z / float64(len(zs))
		square += z * z / float64(len(zs))
		require.Less(t, math.Abs(z), 5.)
	}
	t.Logf("mean %.3f, variance %.3f", mean, square-mean*mean)
	require.InDelta(t, 0, mean, 5/math.Sqrt(600))
	require.InDelta(t, 1, square-mean*mean, 5*math.Sqrt(2./600)+.05)
}

// A sampler that claims another rate than it draws at is found out: here weights say
// 3 %, and gaps are those of the formula that suggests itself, or of another rate.
func TestZFindsASamplerThatLies(t *testing.T) {
	for name, c := range map[string]struct{ claimed, drawn float64 }{
		"⌈-ln u/p⌉ at .15": {.15, .15 / (1 + .15/2)},
		"none":             {.03, 1e-12},
		"all":              {.03, 1},
	} {
		e := newEngine(c.claimed, 1024, ring.DropNewest)
		s := e.values("v", false)
		e.set.SetRate(lying(c.claimed, c.drawn))
		for range 200_000 {
			record(s, 1)
		}
		total := e.flush(t, "v")
		m := e.c.Snapshot().Meta
		require.Greater(t, math.Abs(m.Z), 5., name)
		require.Equal(t, []aggregate.MetricZ{{Name: "v", Z: m.Z}}, m.MetricZ)
		if total.Dropped == 0 && total.Sampled > 0 {
			_, reason := total.Reliable()
			require.Contains(t, reason, "standard errors off", name)
		}
	}
}

// lying returns a rate that draws the gaps of another: it is made of what both are made
// of, their last two words being what gaps are drawn by.
func lying(claimed, drawn float64) *sample.Rate {
	type words [4]uint64
	r, other := sample.NewRate(claimed), sample.NewRate(drawn)
	w, o := (*words)(unsafe.Pointer(r)), (*words)(unsafe.Pointer(other))
	w[2], w[3] = o[2], o[3]
	return r
}

func TestZOfWhatIsCertain(t *testing.T) {
	e := newEngine(.03, 4096, ring.DropNewest)
	s := e.values("v", true)
	require.Empty(t, e.c.Snapshot().Meta.MetricZ, "nothing to tell")
	for range 1000 {
		record(s, 1)
	}
	e.flush(t, "v")
	require.Zero(t, e.c.Snapshot().Meta.Z)
}
