package whit_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

// Each bit of a short value, and where it stands, is in its key.
func TestLabelKeys(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		values := make([]string, 1+rng.IntN(whit.KeyLabels))
		for i := range values {
			values[i] = randomBytes(rng, rng.IntN(whit.KeyValue+1))
		}
		require.True(t, whit.SameKey(values, values), "%q", values)
		require.Equal(t, whit.KeySizes(values), whit.Sizes(values), "%q", values)
		require.False(t, whit.SameKey(values, append(values[:len(values):len(values)], "")), "%q: one more", values)
		for i, v := range values {
			other := append([]string(nil), values...)
			for bit := range 8 * len(v) {
				b := []byte(v)
				b[bit/8] ^= 1 << (bit % 8)
				other[i] = string(b)
				require.False(t, whit.SameKey(values, other), "%q, %q", values, other)
			}
			for n := range whit.KeyValue + 1 {
				other[i] = randomBytes(rng, n)
				require.Equal(t, v == other[i], whit.SameKey(values, other), "%q, %q", values, other)
			}
			other[i] = v + "\x00"
			require.False(t, whit.SameKey(values, other), "%q, %q", values, other)
		}
	}
	require.False(t, whit.SameKey([]string{strings.Repeat("x", whit.KeyValue+1)}, []string{strings.Repeat("x", whit.KeyValue+1)}), "too long")
	require.False(t, whit.SameKey(make([]string, whit.KeyLabels+1), make([]string, whit.KeyLabels+1)), "too many")
}

// randomBytes returns n bytes, few of whose bits are set, so that those of one cover
// those of another now and then.
func randomBytes(rng *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32() & rng.Uint32() & rng.Uint32())
	}
	return string(b)
}

// One to four values of any length, shorter and longer than a key holds, find their own
// series, whatever memory they are in.
func TestLookUpsOfAllLengths(t *testing.T) {
	m := start(t, quiet)
	for labels := 1; labels <= whit.KeyLabels+1; labels++ {
		v := m.CounterVec(fmt.Sprint("requests", labels), []string{"a", "b", "c", "d"}[:labels])
		counters := make(map[*whit.Counter]bool)
		buffer := make([]byte, 30) // no more series than there may be
		for at := range labels {
			for n := range len(buffer) {
				values := make([]string, labels)
				for i := range n { // each length, with each byte another one once
					buffer[i] = 'x'
				}
				for changed := range n {
					buffer[changed] = 'y'
					values[at] = string(buffer[:n])
					c := v.With(values...)
					require.False(t, counters[c], "%q", values)
					counters[c] = true
					values[at] = strings.Clone(values[at])
					require.Same(t, c, v.With(values...), "%q", values)
					buffer[changed] = 'x'
				}
			}
		}
	}
}

// Another number of values is refused, also where those that there are would do.
func TestAnotherNumberOfValues(t *testing.T) {
	m := start(t, quiet)
	two := m.CounterVec("two", twoLabels)
	two.With("a", "").Inc()
	two.With("", "").Inc()
	for _, values := range [][]string{nil, {""}, {"a"}, {"a", "", ""}, {"", "a", ""}, {"a", "", "", ""}} {
		require.Panics(t, func() { two.With(values...) }, "%q", values)
	}
}
