package prom

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/puzpuzpuz/xsync/v3"
	"github.com/whitmetrics/whit"
	"github.com/whitmetrics/whit/aggregate"
)

// family is the series of one vector, which its curried forms share. whit has the
// series, by the values of the labels, and bounds how many there are: H is its handle.
// M is what the drop-in makes of one.
type family[H comparable, M Metric] struct {
	desc    *Desc
	metrics *whit.Metrics
	name    string // in whit
	whit    whitFamily[H]
	create  func(h H, values []string) M

	made *xsync.MapOf[H, member[M]]
	mu   sync.Mutex // orders what makes and what deletes series
}

// whitFamily is what whit's vectors have in common.
type whitFamily[H comparable] interface {
	With(values ...string) H
	Overflow() H
	Delete(values ...string) bool
	Reset()
}

// member is one series of a family.
type member[M any] struct {
	metric   M
	values   []string
	overflow bool // takes what there was no room for
}

func newFamily[H comparable, M Metric](d *Desc, m *whit.Metrics, name string, w whitFamily[H], create func(H, []string) M) *family[H, M] {
	return &family[H, M]{desc: d, metrics: m, name: name, whit: w, create: create, made: xsync.NewMapOf[H, member[M]]()}
}

// of returns what was made of handle h, which whit gave for these values.
func (f *family[H, M]) of(h H, values []string) M {
	if made, ok := f.made.Load(h); ok {
		return made.metric
	}
	return f.make(h, kept(values))
}

// make makes the series of these values, for which whit gave h, unless there is one by
// now.
func (f *family[H, M]) make(h H, values []string) M {
	f.mu.Lock()
	defer f.mu.Unlock()
	overflow := h == f.whit.Overflow()
	if !overflow {
		h = f.whit.With(whitValues(values)...) // again: it may have been deleted
		overflow = h == f.whit.Overflow()
	}
	if made, ok := f.made.Load(h); ok {
		return made.metric
	}
	if overflow {
		for i := range values {
			values[i] = aggregate.Overflow
		}
	}
	m := f.create(h, values)
	f.made.Store(h, member[M]{m, values, overflow})
	return m
}

// delete deletes the series whose values match, and returns how many.
func (f *family[H, M]) delete(match func(values []string) bool) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made.Range(func(h H, m member[M]) bool {
		if !m.overflow && match(m.values) {
			f.whit.Delete(whitValues(m.values)...)
			f.made.Delete(h)
			n++
		}
		return true
	})
	return n
}

// Reset deletes all series.
func (f *family[H, M]) Reset() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.whit.Reset()
	f.made.Clear()
}

// Describe sends the one description that all series have.
func (f *family[H, M]) Describe(ch chan<- *Desc) { ch <- f.desc }

// Collect sends all series.
func (f *family[H, M]) Collect(ch chan<- Metric) {
	f.made.Range(func(_ H, m member[M]) bool {
		ch <- m.metric
		return true
	})
}

// vec is a family with some of its labels given, maybe.
type vec[H comparable, M Metric] struct {
	*family[H, M]
	labels labelSet
}

// Delete deletes the series with these labels, and reports whether there was one.
func (v *vec[H, M]) Delete(labels Labels) bool {
	values, err := v.labels.named(nil, labels)
	return err == nil && v.delete(equal(values)) > 0
}

// DeleteLabelValues deletes the series with these values of its labels, and reports
// whether there was one.
func (v *vec[H, M]) DeleteLabelValues(lvs ...string) bool {
	values, err := v.labels.ordered(nil, lvs)
	return err == nil && v.delete(equal(values)) > 0
}

// DeletePartialMatch deletes all series whose labels include these, and returns how
// many.
func (v *vec[H, M]) DeletePartialMatch(labels Labels) int { return v.delete(v.labels.matches(labels)) }

func equal(values []string) func([]string) bool {
	values = kept(values)
	return func(other []string) bool { return slices.Equal(values, other) }
}

// maxValue is how many bytes of a label's value count in whit.
const maxValue = 256

// kept returns a copy of values as whit keeps them, in memory of their own: what is too
// long it cuts after a whole character.
func kept(values []string) []string {
	own := make([]string, len(values)) // not slices.Clone, for which each lookup's values would be on the heap
	for i, v := range values {
		own[i] = strings.Clone(keptValue(v))
	}
	return own
}

func keptValue(v string) string {
	end := min(len(v), maxValue)
	for end < len(v) && !utf8.RuneStart(v[end]) {
		end--
	}
	return v[:end]
}

var labelName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]{0,200}$`)

// ownLabel is what names for whit begin with that are not Prometheus' own.
const ownLabel = "whit_label_"

// whitLabels returns names for whit, which does not have all that Prometheus has. A
// vector without labels, which has at most one series, has one there.
func whitLabels(names []string) []string {
	if len(names) == 0 {
		return []string{"whit_label"}
	}
	own := make([]string, len(names))
	for i, name := range names {
		if !labelName.MatchString(name) || strings.HasPrefix(name, "__") || strings.HasPrefix(name, ownLabel) || slices.Contains(names[:i], name) ||
			slices.Contains([]string{"le", "quantile", aggregate.Overflow}, name) {
			name = fmt.Sprint(ownLabel, i)
		}
		own[i] = name
	}
	return own
}

var noValue = []string{""}

// whitValues returns the values for whitLabels.
func whitValues(values []string) []string {
	if len(values) == 0 {
		return noValue
	}
	return values
}
