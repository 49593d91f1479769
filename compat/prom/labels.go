package prom

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/whitmetrics/whit/aggregate"
)

// labelSet is the labels that a vector has still to be given values for, and the
// values that it was given by CurryWith. It is immutable.
type labelSet struct {
	metric      string
	names       []string          // all
	constraints []LabelConstraint // of each; nil where there is none
	curried     []*string         // of each; nil where there is none
	open        int               // how many are not curried
	plain       bool              // none is curried or constrained
}

// newLabelSet returns the labels that were asked for.
func newLabelSet(metric string, labels ConstrainableLabels) labelSet {
	l := labelSet{metric: metric, plain: true}
	switch labels := labels.(type) {
	case ConstrainedLabels:
		for _, c := range labels {
			l.names = append(l.names, c.Name)
			l.constraints = append(l.constraints, c.Constraint)
			l.plain = l.plain && c.Constraint == nil
		}
	case UnconstrainedLabels:
		l.names = slices.Clone(labels)
		l.constraints = make([]LabelConstraint, len(labels))
	}
	l.curried, l.open = make([]*string, len(l.names)), len(l.names)
	return l
}

// roomForValues is how many labels a vector may have for its lookups not to allocate.
const roomForValues = 8

// ordered returns the values of all labels, given those of the open ones in order: in
// all, or as values itself if that is all there is to it.
func (l *labelSet) ordered(all, values []string) ([]string, error) {
	if len(values) != l.open {
		return nil, fmt.Errorf("prom: metric %s: inconsistent label cardinality: expected %d label values but got %d in %q",
			l.metric, l.open, len(values), slices.Clone(values))
	}
	if l.plain {
		return values, l.check(values)
	}
	for i, c := range l.curried {
		if c != nil {
			all = append(all, *c)
			continue
		}
		all, values = append(all, l.constrained(i, values[0])), values[1:]
	}
	return all, l.check(all)
}

func (l *labelSet) constrained(i int, value string) string {
	if f := l.constraints[i]; f != nil {
		return f(value)
	}
	return value
}

// named returns in all the values of all labels, given those of the open ones by name.
func (l *labelSet) named(all []string, labels Labels) ([]string, error) {
	if len(labels) != l.open {
		return nil, fmt.Errorf("prom: metric %s: inconsistent label cardinality: expected %d label values but got %d in %q",
			l.metric, l.open, len(labels), cloned(labels))
	}
	for i, name := range l.names {
		if c := l.curried[i]; c != nil {
			all = append(all, *c)
			continue
		}
		value, ok := labels[name]
		if !ok {
			return nil, fmt.Errorf("prom: metric %s: label name %q missing in label map %q", l.metric, name, cloned(labels))
		}
		all = append(all, l.constrained(i, value))
	}
	return all, l.check(all)
}

// cloned returns a copy of labels for a message: what goes there is on the heap, and
// each lookup's labels would be if it was they. maps.Clone has them there too.
func cloned(labels Labels) Labels {
	own := make(Labels, len(labels))
	for name, value := range labels {
		own[name] = value
	}
	return own
}

// curry returns l with these labels given.
func (l *labelSet) curry(labels Labels) (labelSet, error) {
	c := *l
	c.curried = slices.Clone(l.curried)
	for name, value := range labels {
		i := slices.Index(l.names, name)
		switch {
		case i < 0:
			return c, fmt.Errorf("prom: metric %s: unknown label %q found during currying: want one of %q", l.metric, name, l.names)
		case l.curried[i] != nil:
			return c, fmt.Errorf("prom: metric %s: label name %q is already curried", l.metric, name)
		}
		value = l.constrained(i, value)
		c.curried[i] = &value
	}
	c.open -= len(labels)
	c.plain = c.plain && len(labels) == 0
	return c, nil
}

// matches returns what finds the series whose labels include these. As in
// client_golang, it looks at no curried value, and a curried label matches nothing.
func (l *labelSet) matches(labels Labels) func(values []string) bool {
	want := make(map[int]string, len(labels))
	for name, value := range labels {
		i := slices.Index(l.names, name)
		if i < 0 || l.curried[i] != nil {
			return func([]string) bool { return false }
		}
		want[i] = keptValue(l.constrained(i, value))
	}
	return func(values []string) bool {
		for i, v := range want {
			if values[i] != v {
				return false
			}
		}
		return true
	}
}

// check refuses values that Prometheus cannot take, and those of the series that takes
// what there is no room for.
func (l *labelSet) check(values []string) error {
	overflow := 0
	for i, v := range values {
		if !utf8.ValidString(v) {
			return fmt.Errorf("prom: metric %s: label %s: value %q is not valid UTF-8", l.metric, l.names[i], v)
		}
		if v == aggregate.Overflow {
			overflow++
		}
	}
	if overflow > 0 && overflow == len(values) {
		return fmt.Errorf("prom: metric %s: label values %q: want others, these are for what there is no room for", l.metric, slices.Clone(values))
	}
	return nil
}

func vecDesc(o Opts, labels ConstrainableLabels) *Desc {
	return prometheus.V2.NewDesc(fqName(o), o.Help, labels, o.ConstLabels, WithUnit(o.Unit))
}
