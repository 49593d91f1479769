package whit

import "fmt"

// maxName is the longest name that a metric may have, in bytes.
const maxName = 255

// checkName panics unless name is an ASCII letter or underscore followed by
// letters, digits and any of _ . - / : (what OpenTelemetry allows, and the colon
// of Prometheus).
func checkName(name string) {
	ok := len(name) > 0 && len(name) <= maxName
	for i := 0; ok && i < len(name); i++ {
		ok = nameByte(name[i], i == 0)
	}
	if !ok {
		panic(fmt.Sprintf("whit: metric name %.300q: want 1 to %d bytes: a letter or _, then letters, digits, _ . - / :", name, maxName))
	}
}

func nameByte(b byte, first bool) bool {
	switch {
	case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b == '_':
		return true
	case '0' <= b && b <= '9', b == '.', b == '-', b == '/', b == ':':
		return !first
	}
	return false
}
