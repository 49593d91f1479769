//go:build race

package whitotel_test

const raceEnabled = true
