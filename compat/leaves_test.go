package compat_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// leaf is a value in a JSON text, and the keys that lead to it. Lists of leaves
// are equal when two texts have the same keys in the same order with the same
// values: numbers to the last bit, however they are written.
type leaf struct {
	path  string
	value any
}

func isUnder(key string) func(leaf) bool {
	return func(l leaf) bool { return l.path == key || strings.HasPrefix(l.path, key+".") }
}

// leaves lists the leaves of a JSON text in the order of the text.
func leaves(t *testing.T, text []byte) []leaf {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	var found []leaf
	var walk func(path string)
	walk = func(path string) {
		token, err := decoder.Token()
		require.NoError(t, err)
		if token != json.Delim('{') {
			require.NotEqual(t, json.Delim('['), token, "no list is known at %s", path)
			found = append(found, leaf{path, token})
			return
		}
		for decoder.More() {
			key, err := decoder.Token()
			require.NoError(t, err)
			walk(strings.TrimPrefix(path+"."+key.(string), "."))
		}
		_, err = decoder.Token()
		require.NoError(t, err)
	}
	walk("")
	return found
}

func TestLeaves(t *testing.T) {
	text := `{"b":{"x":1.50,"y":"s"},"a":2}`
	assert.Equal(t, []leaf{{"b.x", 1.5}, {"b.y", "s"}, {"a", 2.0}}, leaves(t, []byte(text)))
	assert.True(t, isUnder("b")(leaf{"b.x", 1.5}))
	assert.True(t, isUnder("a")(leaf{"a", 2.0}))
	assert.False(t, isUnder("b")(leaf{"bb.x", 1.5}))
}
