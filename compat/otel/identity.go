package whitotel

import (
	"fmt"
	"strings"

	"go.opentelemetry.io/otel/sdk/instrumentation"
	sdk "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
)

// identity is what makes an instrument of a scope the one that it is.
type identity struct {
	name, description, unit string

	kind   sdk.InstrumentKind
	number number
}

// number is the type of an instrument's values.
type number string

const (
	integers number = "int64"
	floats   number = "float64"
)

// key returns the identity of all names that differ in case only.
func (id identity) key() identity {
	id.name = strings.ToLower(id.name)
	return id
}

// metrics returns the data under the instrument's name.
func (id identity) metrics(data metricdata.Aggregation) metricdata.Metrics {
	return metricdata.Metrics{
		Name: id.name, Description: valid(id.description), Unit: valid(id.unit), Data: data,
	}
}

func (id identity) String() string {
	return fmt.Sprintf("%s %v %.300q of unit %.300q (%.300q)", id.number, id.kind, id.name, id.unit, id.description)
}

// conflictOf tells that two instruments of a scope have the same name.
func conflictOf(scope instrumentation.Scope, first, second identity) error {
	return fmt.Errorf("whitotel: scope %.300q: instrument %v: there is %v already; both are exported", scope.Name, second, first)
}

// maxName is the longest name that an instrument may have, in bytes.
const maxName = 255

// checkName returns an error that wraps the SDK's unless name is an ASCII letter
// followed by letters, digits and any of _ . - /
func checkName(name string) error {
	ok := len(name) > 0 && len(name) <= maxName
	for i := 0; ok && i < len(name); i++ {
		ok = nameByte(name[i], i == 0)
	}
	if ok {
		return nil
	}
	return fmt.Errorf("whitotel: %w: %.300q: want 1 to %d bytes: a letter, then letters, digits, _ . - /",
		sdk.ErrInstrumentName, name, maxName)
}

func nameByte(b byte, first bool) bool {
	switch {
	case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z':
		return true
	case '0' <= b && b <= '9', b == '_', b == '.', b == '-', b == '/':
		return !first
	}
	return false
}
