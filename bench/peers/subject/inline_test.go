package subject_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// inlined is a note of the compiler: the file, its line, and the function.
var inlined = regexp.MustCompile(`(?m)^(?:\S*/)?(\w+\.go:\d+):\d+: inlining call to (.*)$`)

// Every loop over Work.Times is inlined, and so is its body: nothing but what is measured
// is called in it.
func TestLoopsAreInlined(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the package")
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go tool")
	}
	out, err := exec.Command(tool, "build", "-gcflags=-m=1", ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	notes := map[string]string{}
	for _, m := range inlined.FindAllStringSubmatch(string(out), -1) {
		notes[m[1]] += m[2] + "\n"
	}
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	loops := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for k, line := range strings.Split(string(text), "\n") {
			if strings.HasSuffix(name, "_test.go") || !strings.Contains(line, "range w.Times(n) {") || strings.HasPrefix(line, "//") {
				continue
			}
			loops++
			at := fmt.Sprintf("%s:%d", name, k+1)
			require.Regexp(t, `(?m)^Work\.Times$`, notes[at], at)
			require.Regexp(t, `(?m)\.Work\.Times\.(func)?1$`, notes[at], "%s: the loop", at)
			require.Regexp(t, `(?m)-range1$`, notes[at], "%s: the loop's body", at)
		}
	}
	require.Greater(t, loops, 40)
}
