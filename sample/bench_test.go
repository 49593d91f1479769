package sample_test

import (
	"testing"

	"github.com/whitmetrics/whit/sample"
)

// BenchmarkGap has the draw with math.Log beside the one that is used.
func BenchmarkGap(b *testing.B) {
	for name, d := range map[string]draw{"table": gap, "mathlog": exactGap} {
		b.Run("log="+name, func(b *testing.B) {
			r, x := sample.NewRate(0.03), sample.NewXorshift(1, 0)
			sum := uint64(0)
			for b.Loop() {
				sum += d(r, &x)
			}
			if sum == 0 {
				b.Fatal("gaps are at least 1")
			}
		})
	}
}
