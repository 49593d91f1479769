//go:build race

package compat_test

const raceBuild = true
