package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
)

// Exit statuses.
const (
	OK     = 0
	Failed = 1
	Usage  = 2
)

// Main runs a command, whose context ends at an interrupt, and exits with its status.
func Main(run func(ctx context.Context, args []string, stdout, stderr io.Writer) (status int)) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// A Command is a program whose flags set an O.
type Command[O any] struct {
	Name    string // before its errors
	About   string // what it does
	Usage   string // how it is called
	Exit    string // what its exit statuses mean
	Default func() O
	Flags   func(*O, *flag.FlagSet)
	// Check sees what was parsed, and the arguments behind it. Without it there may be none.
	Check func(o *O, fs *flag.FlagSet) error
}

// Run parses args and does what they say. The status is OK, or Usage for args that are
// wrong and for an error that is [Misuse], or Failed for another. Help goes to stdout,
// errors to stderr.
func (c Command[O]) Run(args []string, stdout, stderr io.Writer, do func(O) error) (status int) {
	o, err := c.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, c.help())
		return OK
	case err != nil:
		err = Misuse(err)
	default:
		err = do(o)
	}
	var misuse misuse
	switch {
	case errors.As(err, &misuse):
		fmt.Fprintf(stderr, "%s: %v\nRun with -h for all flags.\n", c.Name, err)
		return Usage
	case err != nil:
		fmt.Fprintf(stderr, "%s: %v\n", c.Name, err)
		return Failed
	}
	return OK
}

// Parse reads the flags. Its error names a flag, its value and what is allowed.
func (c Command[O]) Parse(args []string) (O, error) {
	o := c.Default()
	fs := c.flags(&o)
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	err := c.check(&o, fs)
	return o, err
}

func (c Command[O]) check(o *O, fs *flag.FlagSet) error {
	if c.Check != nil {
		return c.Check(o, fs)
	}
	return NoArguments(fs)
}

func (c Command[O]) flags(o *O) *flag.FlagSet {
	fs := flag.NewFlagSet(c.Name, flag.ContinueOnError)
	fs.SetOutput(io.Discard) // whoever calls Parse prints its error
	c.Flags(o, fs)
	return fs
}

// help is what -h prints.
func (c Command[O]) help() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nUsage: %s\n\n", c.About, c.Usage)
	o := c.Default()
	fs := c.flags(&o)
	fs.SetOutput(&b)
	fs.PrintDefaults()
	fmt.Fprintf(&b, "\nExit status: %s.\n", c.Exit)
	return b.String()
}

// NoArguments refuses arguments that are no flags.
func NoArguments(fs *flag.FlagSet) error {
	if fs.NArg() > 0 {
		return fmt.Errorf("argument %q: want flags only", fs.Arg(0))
	}
	return nil
}

// Misuse is err, as a fault of the arguments.
func Misuse(err error) error { return misuse{err} }

type misuse struct{ error }

func (m misuse) Unwrap() error { return m.error }
