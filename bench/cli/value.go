package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// All stands for all that a list may name.
const All = "all"

// Each function here returns a setter, for [flag.FlagSet.Func] or BoolFunc, whose error
// says what is allowed.

// Duration sets d to a time from low to high.
func Duration(d *time.Duration, low, high time.Duration) func(string) error {
	return func(text string) error {
		v, err := time.ParseDuration(text)
		if err != nil || v < low || v > high {
			return fmt.Errorf("want a time from %v to %v", low, high)
		}
		*d = v
		return nil
	}
}

// Int sets n to a whole number from low to high.
func Int(n *int, low, high int) func(string) error {
	return func(text string) error {
		v, err := strconv.Atoi(text)
		if err != nil || v < low || v > high {
			return fmt.Errorf("want a whole number from %d to %d", low, high)
		}
		*n = v
		return nil
	}
}

// Float sets p to a number from low to high.
func Float(p *float64, low, high float64) func(string) error {
	return func(text string) error {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v >= low && v <= high) {
			return fmt.Errorf("want a number from %v to %v", low, high)
		}
		*p = v
		return nil
	}
}

// Rate sets p to a sample rate, or to 0, which is for counts alone.
func Rate(p *float64) func(string) error {
	return func(text string) error {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v == 0 || v >= 1e-6 && v <= 1) {
			return errors.New("want a number from 1e-06 to 1, or 0")
		}
		*p = v
		return nil
	}
}

// Bool sets b. It is for BoolFunc.
func Bool(b *bool) func(string) error {
	return func(text string) error {
		v, err := strconv.ParseBool(text)
		if err != nil {
			return errors.New("want true or false")
		}
		*b = v
		return nil
	}
}

// One sets chosen to one of from by its name, or to all of them.
func One[T ~string](chosen *[]T, from []T) func(string) error {
	return func(text string) error {
		switch i := slices.Index(from, T(text)); {
		case text == All:
			*chosen = from
		case i >= 0:
			*chosen = []T{from[i]}
		default:
			return fmt.Errorf("want one of %s, %s", joined(from, itself), All)
		}
		return nil
	}
}

// Some sets chosen to those of from that a list names, or to all of them.
func Some[T ~string](chosen *[]T, from []T) func(string) error {
	return SomeOf(chosen, from, itself)
}

// SomeOf is Some for what has a name.
func SomeOf[T any](chosen *[]T, from []T, name func(T) string) func(string) error {
	return func(text string) error {
		if text == All {
			*chosen = from
			return nil
		}
		var found []T
		var seen []int
		for part := range strings.SplitSeq(text, ",") {
			i := slices.IndexFunc(from, func(f T) bool { return name(f) == strings.TrimSpace(part) })
			if i < 0 || slices.Contains(seen, i) {
				return fmt.Errorf("want one or more of %s, each once, with commas between, or %s", joined(from, name), All)
			}
			seen, found = append(seen, i), append(found, from[i])
		}
		*chosen = found
		return nil
	}
}

func itself[T ~string](v T) string { return string(v) }

func joined[T any](all []T, name func(T) string) string {
	var names []string
	for _, v := range all {
		names = append(names, name(v))
	}
	return strings.Join(names, ", ")
}
