package show

import (
	"encoding/json"
	"io"
)

// JSON writes v for people and programs.
func JSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
