package cli_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/bench/cli"
)

type options struct{ n int }

func command() cli.Command[options] {
	return cli.Command[options]{
		Name: "count", About: "Count counts.", Usage: "count [flags]", Exit: "0; 1 if it fails; 2 for a bad flag",
		Default: func() options { return options{n: 3} },
		Flags: func(o *options, fs *flag.FlagSet) {
			fs.Func("n", "`number` of them (default 3)", cli.Int(&o.n, 1, 9))
		},
	}
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		args   []string
		err    error
		status int
		stderr string
	}{
		{nil, nil, cli.OK, ""},
		{nil, errors.New("broken"), cli.Failed, "count: broken\n"},
		{nil, cli.Misuse(errors.New("unwritable")), cli.Usage, "count: unwritable\nRun with -h for all flags.\n"},
		{[]string{"-n", "10"}, nil, cli.Usage, "count: invalid value \"10\" for flag -n: want a whole number from 1 to 9\nRun with -h for all flags.\n"},
		{[]string{"x"}, nil, cli.Usage, "count: argument \"x\": want flags only\nRun with -h for all flags.\n"},
	} {
		var stdout, stderr bytes.Buffer
		ran := false
		require.Equal(t, c.status, command().Run(c.args, &stdout, &stderr, func(o options) error {
			ran = true
			require.Equal(t, 3, o.n)
			return c.err
		}))
		require.Equal(t, c.args == nil, ran, c.args)
		require.Equal(t, c.stderr, stderr.String())
		require.Empty(t, stdout.String())
	}
}

func TestHelp(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, cli.OK, command().Run([]string{"-h"}, &stdout, &stderr, func(options) error {
		return errors.New("ran")
	}))
	require.Equal(t, "Count counts.\n\nUsage: count [flags]\n\n  -n number\n    \tnumber of them (default 3)\n\n"+
		"Exit status: 0; 1 if it fails; 2 for a bad flag.\n", stdout.String())
	require.Empty(t, stderr.String())
}

// Check takes the arguments' place.
func TestCheck(t *testing.T) {
	c := command()
	c.Check = func(o *options, fs *flag.FlagSet) error {
		o.n += fs.NArg()
		return nil
	}
	o, err := c.Parse([]string{"-n", "2", "a", "b"})
	require.NoError(t, err)
	require.Equal(t, 4, o.n)
}

func TestOutput(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", "x.svg")
	out, err := cli.Create("svg", name)
	require.NoError(t, err)
	require.True(t, out.Asked())
	_, err = out.Write([]byte("drawn"))
	require.NoError(t, errors.Join(err, out.Close()))
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, "drawn", string(text))

	_, err = cli.Create("svg", filepath.Join(name, "x"))
	require.ErrorContains(t, err, "for flag -svg: want a file that can be written")
	require.ErrorContains(t, err, name)

	out, err = cli.Create("svg", "")
	require.NoError(t, err)
	require.False(t, out.Asked())
	n, err := out.Write([]byte("drawn"))
	require.NoError(t, errors.Join(err, out.Close()))
	require.Equal(t, 5, n)
}
