package whit_test

import (
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit"
)

var variables = []string{
	"METRICS_SAMPLE_RATE", "METRICS_MIN_SAMPLE_RATE", "METRICS_MAX_SAMPLE_RATE", "METRICS_BUFFER_SIZE",
	"METRICS_FLUSH_INTERVAL", "METRICS_ADAPTIVE_SAMPLING", "METRICS_ENABLE_META",
}

// setenv makes env all that there is of METRICS_ variables, for the time of a test.
func setenv(t *testing.T, env map[string]string) {
	for _, name := range variables {
		t.Setenv(name, env[name]) // restores it afterwards
		if _, ok := env[name]; !ok {
			require.NoError(t, os.Unsetenv(name))
		}
	}
}

func TestEnvUnsetIsDefault(t *testing.T) {
	setenv(t, nil)
	got, err := whit.ConfigFromEnv()
	require.NoError(t, err)
	require.Equal(t, whit.DefaultConfig(), got)
}

func TestEnvBlankIsDefault(t *testing.T) {
	for _, blank := range []string{"", "  ", "\t\n"} {
		env := map[string]string{}
		for _, name := range variables {
			env[name] = blank
		}
		setenv(t, env)
		got, err := whit.ConfigFromEnv()
		require.NoError(t, err)
		require.Equal(t, whit.DefaultConfig(), got)
	}
}

func TestEnvGood(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        func(*whit.Config)
	}{
		{"METRICS_SAMPLE_RATE", "0.1", func(c *whit.Config) { c.SampleRate = .1 }},
		{"METRICS_SAMPLE_RATE", " 5e-2 ", func(c *whit.Config) { c.SampleRate = .05 }},
		{"METRICS_SAMPLE_RATE", "0.5", func(c *whit.Config) { c.SampleRate, c.MaxSampleRate = .5, .5 }},
		{"METRICS_SAMPLE_RATE", "0.001", func(c *whit.Config) { c.SampleRate, c.MinSampleRate = .001, .001 }},
		{"METRICS_SAMPLE_RATE", "1", func(c *whit.Config) { c.SampleRate, c.MaxSampleRate, c.FixedRate = 1, 1, true }},
		{"METRICS_SAMPLE_RATE", "0", func(c *whit.Config) { c.CountsOnly = true }},
		{"METRICS_MIN_SAMPLE_RATE", "0.02", func(c *whit.Config) { c.MinSampleRate = .02 }},
		{"METRICS_MAX_SAMPLE_RATE", "0.04", func(c *whit.Config) { c.MaxSampleRate = .04 }},
		{"METRICS_BUFFER_SIZE", "1", func(c *whit.Config) { c.BufferSize = 1 }},
		{"METRICS_BUFFER_SIZE", "100000", func(c *whit.Config) { c.BufferSize = 100000 }},
		{"METRICS_FLUSH_INTERVAL", "0.001", func(c *whit.Config) { c.FlushInterval = time.Millisecond }},
		{"METRICS_FLUSH_INTERVAL", "1.001", func(c *whit.Config) { c.FlushInterval = 1001 * time.Millisecond }},
		{"METRICS_FLUSH_INTERVAL", "3600", func(c *whit.Config) { c.FlushInterval = time.Hour }},
		{"METRICS_ADAPTIVE_SAMPLING", "false", func(c *whit.Config) { c.FixedRate = true }},
		{"METRICS_ADAPTIVE_SAMPLING", "OFF", func(c *whit.Config) { c.FixedRate = true }},
		{"METRICS_ADAPTIVE_SAMPLING", "0", func(c *whit.Config) { c.FixedRate = true }},
		{"METRICS_ADAPTIVE_SAMPLING", "True", func(*whit.Config) {}},
		{"METRICS_ENABLE_META", "no", func(c *whit.Config) { c.NoMeta = true }},
		{"METRICS_ENABLE_META", "yes", func(*whit.Config) {}},
		{"METRICS_ENABLE_META", "1", func(*whit.Config) {}},
		{"METRICS_ENABLE_META", "on", func(*whit.Config) {}},
	} {
		setenv(t, map[string]string{c.name: c.value})
		want := whit.DefaultConfig()
		c.want(&want)
		got, err := whit.ConfigFromEnv()
		require.NoError(t, err, "%s=%q", c.name, c.value)
		require.Equal(t, want, got, "%s=%q", c.name, c.value)
		start(t, got)
	}
}

func TestEnvBad(t *testing.T) {
	const size, seconds, boolean = "a whole number from 1 to 4194304", "a number from 0.001 to 3600", "true or false"
	for _, c := range []struct{ name, value, want string }{
		{"METRICS_SAMPLE_RATE", "lots", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_SAMPLE_RATE", "NaN", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_SAMPLE_RATE", "Inf", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_SAMPLE_RATE", "-0.1", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_SAMPLE_RATE", "1.01", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_SAMPLE_RATE", "3%", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_SAMPLE_RATE", "1e400", "a number from 1e-06 to 1, or 0 for counts only"},
		{"METRICS_MIN_SAMPLE_RATE", "0", "a number from 1e-06 to 1"},
		{"METRICS_MIN_SAMPLE_RATE", "-1", "a number from 1e-06 to 1"},
		{"METRICS_MAX_SAMPLE_RATE", "15", "a number from 1e-06 to 1"},
		{"METRICS_MAX_SAMPLE_RATE", "nan", "a number from 1e-06 to 1"},
		{"METRICS_BUFFER_SIZE", "0", size},
		{"METRICS_BUFFER_SIZE", "-2000", size},
		{"METRICS_BUFFER_SIZE", "2000.0", size},
		{"METRICS_BUFFER_SIZE", "2k", size},
		{"METRICS_BUFFER_SIZE", "4194305", size},
		{"METRICS_BUFFER_SIZE", "99999999999999999999", size},
		{"METRICS_FLUSH_INTERVAL", "0", seconds},
		{"METRICS_FLUSH_INTERVAL", "2s", seconds},
		{"METRICS_FLUSH_INTERVAL", "-2", seconds},
		{"METRICS_FLUSH_INTERVAL", "1e300", seconds},
		{"METRICS_FLUSH_INTERVAL", "NaN", seconds},
		{"METRICS_ADAPTIVE_SAMPLING", "maybe", boolean},
		{"METRICS_ENABLE_META", "2", boolean},
	} {
		setenv(t, map[string]string{c.name: c.value})
		_, err := whit.ConfigFromEnv()
		requireFault(t, err, "whit: "+c.name+`="`+c.value+`": want `+c.want)
	}
}

func TestEnvContradictory(t *testing.T) {
	setenv(t, map[string]string{"METRICS_MIN_SAMPLE_RATE": "0.2", "METRICS_MAX_SAMPLE_RATE": "0.1"})
	_, err := whit.ConfigFromEnv()
	requireFault(t, err, "METRICS_MIN_SAMPLE_RATE is 0.2", "METRICS_MAX_SAMPLE_RATE is 0.1")

	setenv(t, map[string]string{"METRICS_SAMPLE_RATE": "0.5", "METRICS_MAX_SAMPLE_RATE": "0.1"})
	_, err = whit.ConfigFromEnv()
	requireFault(t, err, "METRICS_SAMPLE_RATE is 0.5", "0.01 to 0.1", "METRICS_ADAPTIVE_SAMPLING=false")
}

// What ConfigFromEnv lets pass, New takes.
func TestEnvContradictionThatDoesNotMatter(t *testing.T) {
	for _, env := range []map[string]string{
		{"METRICS_SAMPLE_RATE": "0"},
		{"METRICS_ADAPTIVE_SAMPLING": "false"},
	} {
		env["METRICS_MIN_SAMPLE_RATE"], env["METRICS_MAX_SAMPLE_RATE"] = "0.2", "0.1"
		setenv(t, env)
		c, err := whit.ConfigFromEnv()
		require.NoError(t, err)
		start(t, c)
	}
}

func TestEnvNamesEveryFault(t *testing.T) {
	env := map[string]string{}
	for _, name := range variables {
		env[name] = "nonsense"
	}
	setenv(t, env)
	_, err := whit.ConfigFromEnv()
	require.Len(t, faults(err), len(variables))
	for _, name := range variables {
		require.ErrorContains(t, err, "whit: "+name+`="nonsense": want `)
	}
}
