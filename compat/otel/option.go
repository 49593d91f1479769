package whitotel

import (
	"errors"
	"fmt"

	"github.com/whitmetrics/whit"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
)

// defaultLimit is the SDK's.
const defaultLimit = 2000

type config struct {
	whit      whit.Config
	limit     int
	readers   []func(sdk.Producer) (sdk.Reader, error)
	views     []sdk.View
	exemplify exemplar.Filter
	sdk       []sdk.Option
}

// Option configures a [MeterProvider].
type Option func(*config)

// WithConfig says how whit samples; [whit.DefaultConfig] by default.
func WithConfig(c whit.Config) Option { return func(o *config) { o.whit = c } }

// WithCardinalityLimit bounds the series of an instrument, the one for the overflow
// included, of observable ones too: 2 or more; 2000 by default.
func WithCardinalityLimit(n int) Option {
	return func(o *config) {
		o.limit = n
		o.sdk = append(o.sdk, sdk.WithCardinalityLimit(n))
	}
}

// WithPeriodicReader exports everything through e, from time to time: it is what
// sdkmetric.WithReader(sdkmetric.NewPeriodicReader(e, options...)) is to the SDK, and
// gives e the temporality that it wants.
func WithPeriodicReader(e sdk.Exporter, options ...sdk.PeriodicReaderOption) Option {
	return WithReader(func(p sdk.Producer) (sdk.Reader, error) {
		if e == nil {
			return nil, errors.New("the exporter is nil")
		}
		return sdk.NewPeriodicReader(e, append([]sdk.PeriodicReaderOption{sdk.WithProducer(Deltas(p, e.Temporality))}, options...)...), nil
	})
}

// WithReader adds a reader of any kind. It must take in the producer, for whit's
// instruments come from there:
//
//	whitotel.WithReader(func(p sdkmetric.Producer) (sdkmetric.Reader, error) {
//		return prometheus.New(prometheus.WithProducer(p))
//	})
//
// What the producer gives it is cumulative, whatever temporality the reader prefers: see
// [Deltas].
func WithReader(build func(sdk.Producer) (sdk.Reader, error)) Option {
	return func(o *config) { o.readers = append(o.readers, build) }
}

// WithView has views say what becomes of instruments, as sdkmetric.WithView does. Of
// synchronous ones they may change the name, the description and the unit, filter attributes,
// and drop them with sdkmetric.AggregationDrop; other aggregations are not heeded.
// The first view that matches counts: an instrument has one stream.
//
// Events whose attributes a filter changes are as fast as others for the first sets of
// attributes, some four times the cardinality limit; after that, others than those have theirs
// filtered each time.
func WithView(views ...sdk.View) Option {
	return func(o *config) {
		o.views = append(o.views, views...)
		o.sdk = append(o.sdk, sdk.WithView(views...))
	}
}

// WithExemplars has up to four measurements of each series come out beside its figures,
// with the trace and span of their context and the attributes that a view took out: of
// those that filter says yes to, such as [exemplar.TraceBasedFilter]; without it there are
// none. Each costs a call of filter; one that is kept, which after each export the first are,
// and else one in 32, the clock and some 300 bytes of memory.
func WithExemplars(filter exemplar.Filter) Option {
	return func(o *config) {
		o.exemplify = filter
		o.sdk = append(o.sdk, sdk.WithExemplarFilter(filter))
	}
}

// WithSDK passes options on to the SDK's provider within, such as
// sdkmetric.WithResource. Readers, views and limits among them are for observable instruments
// only: a reader that is to have all comes by [WithReader].
func WithSDK(options ...sdk.Option) Option {
	return func(o *config) { o.sdk = append(o.sdk, options...) }
}

func newConfig(options []Option) (config, error) {
	c := config{limit: defaultLimit}
	for _, o := range options {
		if o != nil {
			o(&c)
		}
	}
	if c.limit < 2 {
		return c, fmt.Errorf("whitotel: cardinality limit is %d: want 2 or more", c.limit)
	}
	return c, nil
}
