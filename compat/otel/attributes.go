package whitotel

import (
	"strings"
	"unicode/utf8"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
)

// overflowSet is what the SDK calls the series for all sets past the limit.
var overflowSet = attribute.NewSet(attribute.Bool("otel.metric.overflow", true))

// addSet returns the attributes of an addition.
func addSet(options []metric.AddOption) attribute.Set {
	return withRaw(metric.NewAddConfig(options).Attributes(), options)
}

// recordSet returns the attributes of a record.
func recordSet(options []metric.RecordOption) attribute.Set {
	return withRaw(metric.NewRecordConfig(options).Attributes(), options)
}

// rawOption is the API's experimental option whose attributes are in no set.
type rawOption interface {
	RawAttributes() []attribute.KeyValue
	Experimental()
}

// withRaw returns set with the attributes of raw options, which come last and win.
func withRaw[O any](set attribute.Set, options []O) attribute.Set {
	var all []attribute.KeyValue
	for _, o := range options {
		if raw, ok := any(o).(rawOption); ok {
			if all == nil {
				all = set.ToSlice()
			}
			all = append(all, raw.RawAttributes()...)
		}
	}
	if all == nil {
		return set
	}
	return attribute.NewSet(all...)
}

// valid returns s with what is not UTF-8, which no exporter could send, replaced.
func valid(s string) string { return strings.ToValidUTF8(s, string(utf8.RuneError)) }

// validSet returns set with only valid strings, and whether that is another set.
func validSet(set attribute.Set) (attribute.Set, bool) {
	all, changed := mapAll(set.ToSlice(), validText)
	if !changed {
		return set, false
	}
	return attribute.NewSet(all...), true
}

func validText(s string) (_ string, changed bool) {
	if utf8.ValidString(s) {
		return s, false
	}
	return valid(s), true
}

// ownSet returns set with memory of its own: a string may be part of a much larger one.
func ownSet(set attribute.Set) attribute.Set {
	all, _ := mapAll(set.ToSlice(), func(s string) (string, bool) { return strings.Clone(s), true })
	return attribute.NewSet(all...)
}

// mapAll has text replace each string in list, which it changes in place, and tells whether
// any was.
func mapAll(list []attribute.KeyValue, text func(string) (string, bool)) (_ []attribute.KeyValue, changed bool) {
	for i, kv := range list {
		key, other := text(string(kv.Key))
		value, another := mapValue(kv.Value, text)
		if other || another {
			list[i] = attribute.KeyValue{Key: attribute.Key(key), Value: value}
			changed = true
		}
	}
	return list, changed
}

func mapValue(v attribute.Value, text func(string) (string, bool)) (_ attribute.Value, changed bool) {
	switch v.Type() {
	case attribute.STRING:
		if s, changed := text(v.AsString()); changed {
			return attribute.StringValue(s), true
		}
	case attribute.STRINGSLICE:
		list := v.AsStringSlice()
		for i := range list {
			other := false
			list[i], other = text(list[i])
			changed = changed || other
		}
		if changed {
			return attribute.StringSliceValue(list), true
		}
	case attribute.SLICE:
		list := v.AsSlice()
		for i := range list {
			other := false
			list[i], other = mapValue(list[i], text)
			changed = changed || other
		}
		if changed {
			return attribute.SliceValue(list...), true
		}
	case attribute.MAP:
		if list, changed := mapAll(v.AsMap(), text); changed {
			return attribute.MapValue(list...), true
		}
	}
	return v, false
}
