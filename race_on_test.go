//go:build race

package whit_test

const raceEnabled = true
