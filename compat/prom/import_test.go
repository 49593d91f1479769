package prom_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// changeImports is all that a migration does.
var changeImports = strings.NewReplacer(
	`"github.com/prometheus/client_golang/prometheus"`, `prometheus "github.com/whitmetrics/whit/compat/prom"`,
	`"github.com/prometheus/client_golang/prometheus/promauto"`, `"github.com/whitmetrics/whit/compat/prom/promauto"`,
	`"github.com/prometheus/client_golang/prometheus/promhttp"`, `"github.com/whitmetrics/whit/compat/prom/promhttp"`,
)

// asPackage turns programs and tests into packages that are compiled, and not linked.
var asPackage = strings.NewReplacer("package main\n", "package example\n", "package prometheus_test\n", "package example\n", "package push_test\n", "package example\n")

// TestExamplesOfClientGolang has the compiler take client_golang's own examples, in
// which the imports alone are changed.
func TestExamplesOfClientGolang(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/prometheus/client_golang").Output()
	require.NoError(t, err)
	root, here := strings.TrimSpace(string(out)), t.TempDir()
	var files []string
	for _, pattern := range []string{"prometheus/example*_test.go", "prometheus/utils_test.go", "prometheus/*/example*_test.go", "examples/*/main.go", "examples/*/*/*.go"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		require.NoError(t, err)
		require.NotEmpty(t, found, pattern)
		files = append(files, found...)
	}
	module, err := os.Getwd()
	require.NoError(t, err)
	replace, packages := make(map[string]string), make(map[string]bool) // files of this module that are not on disk
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		changed := asPackage.Replace(changeImports.Replace(string(text)))
		require.NotEqual(t, changed, string(text))
		name, err := filepath.Rel(root, file)
		require.NoError(t, err)
		written := filepath.Join(here, strings.ReplaceAll(name, string(filepath.Separator), "_"))
		require.NoError(t, os.WriteFile(written, []byte(changed), 0o600))
		replace[filepath.Join(module, "migrated", strings.TrimSuffix(name, "_test.go")+"_example.go")] = written
		packages["./"+filepath.ToSlash(filepath.Join("migrated", filepath.Dir(name)))] = true
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	list := filepath.Join(here, "overlay.json")
	require.NoError(t, os.WriteFile(list, overlay, 0o600))
	args := []string{"build", "-overlay", list}
	for p := range packages {
		args = append(args, p)
	}
	require.Greater(t, len(packages), 5)
	out, err = exec.Command("go", args...).CombinedOutput()
	require.NoError(t, err, string(out))
}
