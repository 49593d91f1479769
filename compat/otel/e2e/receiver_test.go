package e2e_test

import (
	"context"
	"net"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/collector/component/componenttest"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/consumer/consumertest"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/collector/receiver/receivertest"
)

var ctx = context.Background()

// collector is the collector's OTLP receiver, and what it has received.
type collector struct {
	*consumertest.MetricsSink
	grpc, http string // addresses
}

// listen starts a collector, which the test's end stops.
func listen(t *testing.T) *collector {
	t.Helper()
	var err error
	for range 10 { // another process may take a port that was free
		c := &collector{new(consumertest.MetricsSink), freeAddress(t), freeAddress(t)}
		if err = c.start(t); err == nil {
			return c
		}
	}
	require.NoError(t, err)
	return nil
}

func (c *collector) start(t *testing.T) error {
	t.Helper()
	factory := otlpreceiver.NewFactory()
	config := factory.CreateDefaultConfig()
	require.NoError(t, confmap.NewFromStringMap(map[string]any{"protocols": map[string]any{
		"grpc": map[string]any{"endpoint": c.grpc},
		"http": map[string]any{"endpoint": c.http},
	}}).Unmarshal(config))
	r, err := factory.CreateMetrics(ctx, receivertest.NewNopSettings(factory.Type()), config, c.MetricsSink)
	require.NoError(t, err)
	if err := r.Start(ctx, componenttest.NewNopHost()); err != nil {
		_ = r.Shutdown(ctx) // what did start
		return err
	}
	t.Cleanup(func() { require.NoError(t, r.Shutdown(ctx)) })
	return nil
}

// freeAddress returns a loopback address that was free a moment ago.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	return l.Addr().String()
}
