//go:build race

package aggregate_test

const raceBuild = true
