//go:build !race

package whitotel_test

const raceEnabled = false
