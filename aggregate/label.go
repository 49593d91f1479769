package aggregate

import (
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// Overflow is the name of the one label, with the value "true", of the series that
// takes what a family has no room for.
const Overflow = "whit_overflow"

// Label is one of those that tell the series of a family apart.
type Label struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func (l Label) String() string { return l.Name + "=" + strconv.Quote(l.Value) }

// seriesKey returns what no other series has: name itself, if there are no labels.
func seriesKey(name string, labels []Label) string {
	if len(labels) == 0 {
		return name
	}
	var key strings.Builder
	key.WriteString(name)
	for _, l := range labels { // quoted, so that no value can imitate another's labels
		key.WriteByte(',')
		key.WriteString(l.String())
	}
	return key.String()
}

// labelBytes returns how much memory labels hold.
func labelBytes(labels []Label) int {
	n := cap(labels) * int(unsafe.Sizeof(Label{}))
	for _, l := range labels {
		n += (len(l.Value) + 7) &^ 7 // names are the family's
	}
	return n
}

// Series returns the series of the family of that name, by order of registration; of a
// metric that is no family, itself. It is nil if there is none.
func (s *Snapshot) Series(name string) (series []Total) {
	for i := range s.Totals {
		if s.Totals[i].Name == name {
			series = append(series, s.Totals[i])
		}
	}
	return series
}

// Total returns the metric of that name, and whether there is one. Of a family it is
// what all series come to together, as [Merge] adds them up, without labels: as series
// are deleted or expire, it may fall.
func (s *Snapshot) Total(name string) (total Total, ok bool) {
	for i := range s.Totals {
		t := &s.Totals[i]
		switch {
		case t.Name != name:
		case t.Labels == nil:
			return *t, true
		case !ok:
			total, ok = *t, true
			total.Labels = nil
		default:
			total.merge(t)
		}
	}
	return total, ok
}

// Label returns the value of the label of that name, empty if there is none.
func (t Total) Label(name string) string {
	if i := slices.IndexFunc(t.Labels, func(l Label) bool { return l.Name == name }); i >= 0 {
		return t.Labels[i].Value
	}
	return ""
}
