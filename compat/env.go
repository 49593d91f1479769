package compat

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/whitmetrics/whit"
)

// envProduction chooses between the two implementations.
const envProduction = "USE_PRODUCTION_METRICS"

// FromEnv returns what the environment asks for: [New] with [whit.ConfigFromEnv] if
// USE_PRODUCTION_METRICS is true, which it is by default, and [NewLegacy] if it is
// false, in any case. A Legacy has nothing to configure: it does not read the other
// variables, so that falling back on it works whatever they hold. The error names
// every variable that is at fault, its value and what is allowed.
func FromEnv() (WebSocketMetrics, error) {
	production, err := productionFromEnv()
	if err == nil && !production {
		return NewLegacy(), nil
	}
	config, configErr := whit.ConfigFromEnv()
	if err := errors.Join(err, configErr); err != nil {
		return nil, err
	}
	m, err := New(config)
	if err != nil {
		return nil, err // as an interface, a nil *Metrics would not be nil
	}
	return m, nil
}

func productionFromEnv() (bool, error) {
	value := os.Getenv(envProduction)
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "", "true", "1", "yes", "on":
		return true, nil
	case "false", "0", "no", "off":
		return false, nil
	}
	return false, fmt.Errorf("compat: %s=%q: want true or false (or 1, 0, yes, no, on, off)", envProduction, value)
}
