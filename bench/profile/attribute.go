package main

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/google/pprof/profile"
)

// An attribution says whose the samples of a CPU profile are.
type attribution struct {
	samples, load, whit int64
	functions           []function
}

// A function is one of whit's, or one of the runtime's pair that pins for it. Samples
// count only if they are whit's.
type function struct {
	name      string
	flat, cum int64 // at the leaf; anywhere on the stack
}

// elsewhere stands for all other functions that whit calls: only their flat samples
// are counted.
const elsewhere = "(other functions, called by these)"

var errNotCPU = errors.New("not a CPU profile: want one with sample type samples/count")

// attribute reads a profile.
func attribute(p *profile.Profile) (*attribution, error) {
	value := slices.IndexFunc(p.SampleType, func(t *profile.ValueType) bool { return t.Type == "samples" && t.Unit == "count" })
	if value < 0 {
		return nil, errNotCPU
	}
	a, byName := new(attribution), map[string]*function{}
	for _, s := range p.Sample {
		n, stack := s.Value[value], frames(s)
		a.samples += n
		if slices.ContainsFunc(stack, isLoad) {
			a.load += n
		} else if isWhits(stack) {
			a.whit += n
			count(byName, stack, n)
		}
	}
	for _, f := range byName {
		a.functions = append(a.functions, *f)
	}
	slices.SortFunc(a.functions, func(x, y function) int {
		return cmp.Or(cmp.Compare(y.cum, x.cum), cmp.Compare(y.flat, x.flat), strings.Compare(x.name, y.name))
	})
	return a, nil
}

// frames returns a sample's functions, the leaf first. A location has a line for each
// function that was inlined there, the innermost first.
func frames(s *profile.Sample) (stack []*profile.Function) {
	for _, l := range s.Location {
		for _, line := range l.Line {
			if line.Function != nil {
				stack = append(stack, line.Function)
			}
		}
	}
	return stack
}

// isWhits reports whether whit comes before any other program, from the leaf upward.
func isWhits(stack []*profile.Function) bool {
	for _, f := range stack {
		if o := ownerOf(f); o != lent {
			return o == whits
		}
	}
	return false
}

// count adds a sample of whit's to the functions on its stack.
func count(byName map[string]*function, stack []*profile.Function, n int64) {
	names := map[string]bool{} // once each, however deep a recursion
	for _, f := range stack {
		if isListed(f) {
			names[plain(f.Name)] = true
		}
	}
	leaf := elsewhere
	if isListed(stack[0]) {
		leaf = plain(stack[0].Name)
	}
	names[leaf] = true
	for name := range names {
		if byName[name] == nil {
			byName[name] = &function{name: name}
		}
		if name != elsewhere {
			byName[name].cum += n
		}
	}
	byName[leaf].flat += n
}

func isListed(f *profile.Function) bool {
	return ownerOf(f) == whits || f.Name == "runtime.procPin" || f.Name == "runtime.procUnpin"
}

// interval returns the bounds of the 95 % interval of a share of n out of total samples
// (Wilson's), which takes them as independent of one another.
func interval(n, total int64) (low, high float64) {
	if total == 0 {
		return math.NaN(), math.NaN()
	}
	const z = 1.959964
	p, m := float64(n)/float64(total), float64(total)
	middle := p + z*z/(2*m)
	reach := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, (middle-reach)/(1+z*z/m)), min(1, (middle+reach)/(1+z*z/m))
}
