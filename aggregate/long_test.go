package aggregate_test

import "flag"

var long = flag.Bool("long", false, "ten times the trials in the statistical tests")

// trials returns how many trials a test should make instead of n. What it demands of
// them holds by a wide margin for n, and by a wider one for more.
func trials(n int) int {
	if *long {
		return 10 * n
	}
	return n
}
