//go:build !race || whit_nopin

package procpin_test

const plain = true
