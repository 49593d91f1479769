package bench_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/workload/background"
)

// BenchmarkDrain is what the collector takes for each event that it takes in, as
// ns/event, and for each drain whatever is in it, as ns/drain; ns/publication is what
// publishing the metric costs besides. Its ns/op is the time
// of a whole measurement.
func BenchmarkDrain(b *testing.B) {
	for _, clients := range []int{0, 64} {
		b.Run(fmt.Sprintf("clients=%d", clients), func(b *testing.B) {
			var event, fixed, publish float64
			for b.Loop() {
				d, err := background.MeasureDrain(context.Background(), clients)
				require.NoError(b, err)
				event += d.EventNS
				fixed += d.FixedNS
				publish += d.PublishNS
			}
			b.ReportMetric(event/float64(b.N), "ns/event")
			b.ReportMetric(fixed/float64(b.N), "ns/drain")
			b.ReportMetric(publish/float64(b.N), "ns/publication")
		})
	}
}
