package cli

import (
	"fmt"
	"os"
	"path/filepath"
)

// An Output is a file that is written when all is measured, or none.
type Output struct{ file *os.File }

// Create makes the file that a flag names, and its folder, before anything is measured:
// a run does not fail at its end for want of it. An empty name is for none, to which
// writes have no effect. The error is [Misuse].
func Create(flag, name string) (Output, error) {
	if name == "" {
		return Output{}, nil
	}
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		var f *os.File
		if f, err = os.Create(name); err == nil {
			return Output{f}, nil
		}
	}
	return Output{}, Misuse(fmt.Errorf("invalid value %q for flag -%s: want a file that can be written: %w", name, flag, err))
}

// Asked reports whether there is a file.
func (o Output) Asked() bool { return o.file != nil }

// Write writes to the file.
func (o Output) Write(text []byte) (int, error) {
	if o.file == nil {
		return len(text), nil
	}
	return o.file.Write(text)
}

// Close closes the file.
func (o Output) Close() error {
	if o.file == nil {
		return nil
	}
	return o.file.Close()
}
