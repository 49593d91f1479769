//go:build !race

package main

const Race = false
