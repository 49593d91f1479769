package aggregate_test

import (
	"flag"
	"testing"
)

var long = flag.Bool("long", false, "ten times the trials in the statistical tests")

// statistical marks a test of what figures are worth, which takes seconds. Under the
// race detector it would take minutes, and find what the others find.
func statistical(t *testing.T) {
	if raceBuild {
		t.Skip("its figures are the same without the race detector")
	}
}

// trials returns how many trials a test should make instead of n. What it demands of
// them holds by a wide margin for n, and by a wider one for more.
func trials(n int) int {
	if *long {
		return 10 * n
	}
	return n
}
