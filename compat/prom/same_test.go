package prom_test

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	original "github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/compat/prom"
)

// exported returns the names that a package exports.
func exported(t *testing.T, path string) map[string]bool {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", path).Output()
	require.NoError(t, err, path)
	p, err := build.ImportDir(strings.TrimSpace(string(dir)), 0)
	require.NoError(t, err)
	names := make(map[string]bool)
	for _, file := range p.GoFiles {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range f.Decls {
			for _, name := range declared(d) {
				names[name] = ast.IsExported(name)
			}
		}
	}
	return names
}

func declared(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			names = append(names, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

// Whatever client_golang exports is here under the same name: to change the import is
// enough to compile.
func TestNothingIsMissing(t *testing.T) {
	const theirs, ours = "github.com/prometheus/client_golang/prometheus", "github.com/whitmetrics/whit/compat/prom"
	for _, pkg := range []string{"", "/promauto", "/promhttp"} {
		have := exported(t, ours+pkg)
		count := 0
		for name, public := range exported(t, theirs+pkg) {
			if public {
				require.True(t, have[name], "%s.%s", theirs+pkg, name)
				count++
			}
		}
		require.Greater(t, count, 10)
	}
}

// The types that are our own have the methods of theirs, with the same signatures but
// for those types.
func TestVectorsHaveTheSameMethods(t *testing.T) {
	ofOurs := strings.NewReplacer("prom.", "prometheus.")
	for ours, theirs := range map[any]any{
		(*prom.CounterVec)(nil):   (*original.CounterVec)(nil),
		(*prom.GaugeVec)(nil):     (*original.GaugeVec)(nil),
		(*prom.HistogramVec)(nil): (*original.HistogramVec)(nil),
		(*prom.SummaryVec)(nil):   (*original.SummaryVec)(nil),
		prom.V2:                   original.V2,
	} {
		own, their := reflect.TypeOf(ours), reflect.TypeOf(theirs)
		for i := range their.NumMethod() {
			want := their.Method(i)
			got, ok := own.MethodByName(want.Name)
			require.True(t, ok, "%v.%s", own, want.Name)
			signature := func(m reflect.Method) (text []string) {
				for k := 1; k < m.Type.NumIn(); k++ {
					text = append(text, m.Type.In(k).String())
				}
				for k := range m.Type.NumOut() {
					text = append(text, m.Type.Out(k).String())
				}
				return text
			}
			require.Equal(t, strings.Join(signature(want), " "), ofOurs.Replace(strings.Join(signature(got), " ")), "%v.%s", own, want.Name)
		}
	}
}
