package whit_test

import (
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// compilerNotes returns what the compiler says of its inlining of the packages with
// fast paths.
func compilerNotes(t *testing.T) string {
	if testing.Short() || raceEnabled {
		t.Skip("builds the package, as a release would")
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go tool")
	}
	notes, err := exec.Command(tool, "build", "-gcflags=-m=1", ".", "./shard").CombinedOutput()
	require.NoError(t, err, "%s", notes)
	return string(notes)
}

// The fast functions fit into their callers; where they cannot, since a pin is a
// call already, what they call fits into them.
func TestFastPathsAreInlined(t *testing.T) {
	notes := compilerNotes(t)
	for _, f := range []string{
		"(*LocalCounter).Inc", "(*LocalCounter).Add",
		"(*LocalValues).Record", "(*LocalValues).RecordFor", "Span.End",
	} {
		require.Contains(t, notes, ": can inline "+f+"\n")
	}
	for _, f := range []string{
		"(*Counter).Inc", "(*Counter).IncFor", "(*Distribution).Record", "(*Distribution).RecordFor",
		"(*Timer).Start", "(*Timer).StartFor", "(*Timer).Observe",
	} {
		require.NotContains(t, notes, ": can inline "+f+"\n", "then its callers' code grows by a pin pair")
	}
	if strconv.IntSize < 64 {
		return // the count is atomic there, and too large
	}
	require.GreaterOrEqual(t, strings.Count(notes, "inlining call to shard.Cells.Count\n"), 7)
	require.GreaterOrEqual(t, strings.Count(notes, "inlining call to shard.Threshold.Holds\n"), 2)
	require.GreaterOrEqual(t, strings.Count(notes, "inlining call to shard.Cells.CountN\n"), 1)
}
