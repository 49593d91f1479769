package prom

import (
	"slices"
	"strings"
	"sync"

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
type whitFamily[H any] interface {
	With(values ...string) H
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
func (f *family[H, M]) of(h H, values []string, l *labelSet) (M, error) {
	if made, ok := f.made.Load(h); ok {
		return made.metric, nil
	}
	return f.make(slices.Clone(values), l)
}

// make makes the series of these values, unless there is one by now.
func (f *family[H, M]) make(values []string, l *labelSet) (none M, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := l.checkValues(values); err != nil {
		f.whit.Delete(values...)
		return none, err
	}
	h := f.whit.With(values...) // again: it may have been deleted
	if made, ok := f.made.Load(h); ok {
		return made.metric, nil
	}
	own := slices.ContainsFunc(f.metrics.Series(f.name), func(t aggregate.Total) bool { return hasValues(&t, values) })
	if !own {
		for i := range values {
			values[i] = aggregate.Overflow
		}
	}
	m := f.create(h, values)
	f.made.Store(h, member[M]{m, values, !own})
	return m, nil
}

// hasValues reports whether t is the series of these values.
func hasValues(t *aggregate.Total, values []string) bool {
	return slices.EqualFunc(t.Labels, values, func(l aggregate.Label, v string) bool { return l.Value == v }) && !isOverflow(t)
}

func isOverflow(t *aggregate.Total) bool {
	return len(t.Labels) == 1 && t.Labels[0].Name == aggregate.Overflow
}

// delete deletes the series whose values match, and returns how many.
func (f *family[H, M]) delete(match func(values []string) bool) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.made.Range(func(h H, m member[M]) bool {
		if !m.overflow && match(m.values) {
			f.whit.Delete(m.values...)
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
	values, err := v.labels.named(labels)
	return err == nil && v.delete(equal(values)) > 0
}

// DeleteLabelValues deletes the series with these values of its labels, and reports
// whether there was one.
func (v *vec[H, M]) DeleteLabelValues(lvs ...string) bool {
	values, err := v.labels.ordered(lvs)
	return err == nil && v.delete(equal(values)) > 0
}

// DeletePartialMatch deletes all series whose labels include these, and returns how
// many.
func (v *vec[H, M]) DeletePartialMatch(labels Labels) int { return v.delete(v.labels.matches(labels)) }

func equal(values []string) func([]string) bool {
	return func(other []string) bool { return slices.Equal(values, other) }
}

// whitLabels returns names for whit, whose own may have ASCII letters, digits and
// underscores alone.
func whitLabels(names []string) []string {
	valid := make([]string, len(names))
	for i, name := range names {
		valid[i] = strings.Map(func(r rune) rune {
			if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				return r
			}
			return '_'
		}, name)
		if name == "" || '0' <= name[0] && name[0] <= '9' {
			valid[i] = "_" + valid[i]
		}
		for slices.Contains(valid[:i], valid[i]) {
			valid[i] += "_"
		}
	}
	return valid
}
