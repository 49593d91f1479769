// Package promhttp is client_golang's package of that name for the metrics of package
// prom: all of it is client_golang's own, but that InstrumentHandlerCounter and
// InstrumentRoundTripperCounter take our vectors.
package promhttp

import (
	"context"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/whitmetrics/whit/compat/prom"
)

type (
	Compression           = promhttp.Compression
	HandlerErrorHandling  = promhttp.HandlerErrorHandling
	HandlerOpts           = promhttp.HandlerOpts
	InstrumentTrace       = promhttp.InstrumentTrace
	LabelValueFromCtx     = promhttp.LabelValueFromCtx
	LabelValueFromRequest = promhttp.LabelValueFromRequest
	Logger                = promhttp.Logger
	Option                = promhttp.Option
	RoundTripperFunc      = promhttp.RoundTripperFunc
)

const (
	Identity = promhttp.Identity
	Gzip     = promhttp.Gzip
	Zstd     = promhttp.Zstd

	HTTPErrorOnError = promhttp.HTTPErrorOnError
	ContinueOnError  = promhttp.ContinueOnError
	PanicOnError     = promhttp.PanicOnError
)

// Handler serves prom.DefaultGatherer, and counts its requests there.
func Handler() http.Handler {
	return InstrumentMetricHandler(prom.DefaultRegisterer, HandlerFor(prom.DefaultGatherer, HandlerOpts{}))
}

func HandlerFor(g prom.Gatherer, opts HandlerOpts) http.Handler { return promhttp.HandlerFor(g, opts) }

func HandlerForTransactional(g prom.TransactionalGatherer, opts HandlerOpts) http.Handler {
	return promhttp.HandlerForTransactional(g, opts)
}

func InstrumentMetricHandler(r prom.Registerer, h http.Handler) http.Handler {
	return promhttp.InstrumentMetricHandler(r, h)
}

func InstrumentHandlerInFlight(g prom.Gauge, next http.Handler) http.Handler {
	return promhttp.InstrumentHandlerInFlight(g, next)
}

// InstrumentHandlerCounter is client_golang's, for our vectors.
func InstrumentHandlerCounter(counter *prom.CounterVec, next http.Handler, opts ...Option) http.HandlerFunc {
	return promhttp.InstrumentHandlerCounter(counter.Prometheus(), next, opts...)
}

func InstrumentHandlerDuration(obs prom.ObserverVec, next http.Handler, opts ...Option) http.HandlerFunc {
	return promhttp.InstrumentHandlerDuration(obs, next, opts...)
}

func InstrumentHandlerTimeToWriteHeader(obs prom.ObserverVec, next http.Handler, opts ...Option) http.HandlerFunc {
	return promhttp.InstrumentHandlerTimeToWriteHeader(obs, next, opts...)
}

func InstrumentHandlerRequestSize(obs prom.ObserverVec, next http.Handler, opts ...Option) http.HandlerFunc {
	return promhttp.InstrumentHandlerRequestSize(obs, next, opts...)
}

func InstrumentHandlerResponseSize(obs prom.ObserverVec, next http.Handler, opts ...Option) http.Handler {
	return promhttp.InstrumentHandlerResponseSize(obs, next, opts...)
}

func InstrumentRoundTripperInFlight(g prom.Gauge, next http.RoundTripper) RoundTripperFunc {
	return promhttp.InstrumentRoundTripperInFlight(g, next)
}

// InstrumentRoundTripperCounter is client_golang's, for our vectors.
func InstrumentRoundTripperCounter(counter *prom.CounterVec, next http.RoundTripper, opts ...Option) RoundTripperFunc {
	return promhttp.InstrumentRoundTripperCounter(counter.Prometheus(), next, opts...)
}

func InstrumentRoundTripperDuration(obs prom.ObserverVec, next http.RoundTripper, opts ...Option) RoundTripperFunc {
	return promhttp.InstrumentRoundTripperDuration(obs, next, opts...)
}

func InstrumentRoundTripperTrace(it *InstrumentTrace, next http.RoundTripper) RoundTripperFunc {
	return promhttp.InstrumentRoundTripperTrace(it, next)
}

func WithExtraMethods(methods ...string) Option { return promhttp.WithExtraMethods(methods...) }

func WithExemplarFromContext(exemplar func(context.Context) prom.Labels) Option {
	return promhttp.WithExemplarFromContext(exemplar)
}

func WithExemplarFromRequest(exemplar func(*http.Request) prom.Labels) Option {
	return promhttp.WithExemplarFromRequest(exemplar)
}

func WithLabelFromCtx(name string, value LabelValueFromCtx) Option {
	return promhttp.WithLabelFromCtx(name, value)
}

func WithLabelFromRequest(name string, value LabelValueFromRequest) Option {
	return promhttp.WithLabelFromRequest(name, value)
}
