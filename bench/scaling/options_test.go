package main_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	scaling "github.com/whitmetrics/whit/bench/scaling"
)

func TestGoodFlags(t *testing.T) {
	base, err := scaling.Parse(nil)
	require.NoError(t, err)
	require.Equal(t, scaling.Defaults(), base)
	same, err := scaling.Parse(strings.Fields("-procs 1,2,4,8,16,32,64,128,256 -metrics 10,30,100,300,1000,3000,10000 -repeat 51 -events 20000 -json=false"))
	require.NoError(t, err)
	require.Equal(t, base, same)
	for _, args := range []string{"-procs 1", "-procs 2,1024", "-metrics 1", "-metrics 5,100000", "-repeat 1", "-events 1", "-json", "-svg x", "-svg="} {
		o, err := scaling.Parse(strings.Fields(args))
		require.NoError(t, err, args)
		require.NotEqual(t, base, o, args)
	}
}

// A bad flag costs no measurement: the error names it, its value, and what is allowed.
func TestBadFlags(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, writeFile(file))
	for _, c := range []struct{ flag, value, want string }{
		{"procs", "", "from 1 to 1024"},
		{"procs", "0", "from 1 to 1024"},
		{"procs", "2048", "from 1 to 1024"},
		{"procs", "4,2", "that rise"},
		{"metrics", "many", "from 1 to 100000"},
		{"metrics", "100001", "from 1 to 100000"},
		{"metrics", "10,10", "that rise"},
		{"repeat", "0", "from 1 to 10000"},
		{"events", "1.5", "from 1 to 10000000"},
		{"json", "maybe", "true or false"},
		{"svg", filepath.Join(file, "x.svg"), "file that can be written"},
	} {
		status, stdout, stderr := scaling.Run("-" + c.flag + "=" + c.value)
		require.Equal(t, 2, status, c)
		require.Empty(t, stdout, c)
		for _, part := range []string{"-" + c.flag, c.value, c.want} {
			require.Contains(t, stderr, part, c)
		}
	}
	status, _, stderr := scaling.Run("all")
	require.Equal(t, 2, status)
	require.Contains(t, stderr, `argument "all": want flags only`)
}

func TestHelpNamesEveryFlag(t *testing.T) {
	status, stdout, stderr := scaling.Run("-h")
	require.Zero(t, status)
	require.Empty(t, stderr)
	for _, part := range []string{"go run ./bench/scaling", "-procs", "-metrics", "-repeat", "51", "-events", "-json", "-svg", "bench/out/scaling.svg", "Exit status"} {
		require.Contains(t, stdout, part)
	}
}
