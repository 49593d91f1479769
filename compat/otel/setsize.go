package whitotel

import "go.opentelemetry.io/otel/attribute"

// maxSet is how many bytes the keys and values of a set may have that gets a series.
const maxSet = 4096

// tooLarge reports whether set has more than maxSet bytes.
func tooLarge(set attribute.Set) bool {
	n := 0
	for i := set.Iter(); i.Next() && n <= maxSet; {
		n += pairSize(i.Attribute())
	}
	return n > maxSet
}

func pairSize(kv attribute.KeyValue) int { return len(kv.Key) + valueSize(kv.Value) }

// valueSize returns how many bytes v has: 8 for each that is of no type with a length.
func valueSize(v attribute.Value) (n int) {
	switch v.Type() {
	case attribute.STRING:
		return len(v.AsString())
	case attribute.BYTESLICE:
		return len(v.AsByteSlice())
	case attribute.BOOLSLICE:
		return len(v.AsBoolSlice())
	case attribute.INT64SLICE:
		return 8 * len(v.AsInt64Slice())
	case attribute.FLOAT64SLICE:
		return 8 * len(v.AsFloat64Slice())
	case attribute.STRINGSLICE:
		for _, s := range v.AsStringSlice() {
			n += 8 + len(s)
		}
		return n
	case attribute.SLICE:
		for _, v := range v.AsSlice() {
			n += 8 + valueSize(v)
		}
		return n
	case attribute.MAP:
		for _, kv := range v.AsMap() {
			n += 8 + pairSize(kv)
		}
		return n
	}
	return 8
}
