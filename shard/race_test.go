//go:build race

package shard_test

const raceBuild = true
