package whitotel

import (
	"go.opentelemetry.io/otel/attribute"
	sdk "go.opentelemetry.io/otel/sdk/metric"
)

// stream is an instrument as it comes out.
type stream struct {
	identity
	keep attribute.Filter // of the attributes; nil for all
}

// view returns what the first view that matches makes of an instrument, and whether that
// is anything.
func (m *meter) view(id identity) (stream, bool) {
	for _, v := range m.views {
		to, matches := v(sdk.Instrument{
			Name: id.name, Description: id.description, Kind: id.kind, Unit: id.unit, Scope: m.scope,
		})
		if !matches {
			continue
		}
		if _, drop := to.Aggregation.(sdk.AggregationDrop); drop {
			return stream{}, false
		}
		if to.Name != "" {
			id.name = to.Name
		}
		id.description, id.unit = to.Description, to.Unit
		return stream{id, to.AttributeFilter}, true
	}
	return stream{identity: id}, true
}
