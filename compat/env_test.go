package compat_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/whitmetrics/whit/compat"
)

// setEnv leaves FromEnv only these variables, given as NAME=value.
func setEnv(t *testing.T, variables ...string) {
	t.Helper()
	for _, name := range []string{
		"USE_PRODUCTION_METRICS",
		"METRICS_SAMPLE_RATE", "METRICS_MIN_SAMPLE_RATE", "METRICS_MAX_SAMPLE_RATE", "METRICS_BUFFER_SIZE",
		"METRICS_FLUSH_INTERVAL", "METRICS_ADAPTIVE_SAMPLING", "METRICS_ENABLE_META",
	} {
		t.Setenv(name, "") // has the test's end restore it
		require.NoError(t, os.Unsetenv(name))
	}
	for _, variable := range variables {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
}

func TestFromEnvChooses(t *testing.T) {
	type variables = []string
	tests := []struct {
		variables
		want compat.WebSocketMetrics
	}{
		{variables{}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS="}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS= \t"}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS=true"}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS=TRUE"}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS= True "}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS=1"}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS=Yes"}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS=on"}, &compat.Metrics{}},
		{variables{"USE_PRODUCTION_METRICS=false"}, &compat.Legacy{}},
		{variables{"USE_PRODUCTION_METRICS=FALSE"}, &compat.Legacy{}},
		{variables{"USE_PRODUCTION_METRICS=fAlSe"}, &compat.Legacy{}},
		{variables{"USE_PRODUCTION_METRICS=0"}, &compat.Legacy{}},
		{variables{"USE_PRODUCTION_METRICS=No"}, &compat.Legacy{}},
		{variables{"USE_PRODUCTION_METRICS=off"}, &compat.Legacy{}},
		// Whoever falls back on Legacy is in trouble enough.
		{variables{"USE_PRODUCTION_METRICS=false", "METRICS_SAMPLE_RATE=often"}, &compat.Legacy{}},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.variables, " "), func(t *testing.T) {
			setEnv(t, test.variables...)
			inWatchedBubble(t, "made", func(t *testing.T) {
				m, err := compat.FromEnv()
				require.NoError(t, err)
				assert.IsType(t, test.want, m)
				assert.NoError(t, m.StopBackgroundTasks(t.Context())) // the bubble would find a goroutine left
			})
		})
	}
}

func TestWhatFromEnvMakesHasEveryMethod(t *testing.T) {
	for _, value := range []string{"true", "false"} {
		setEnv(t, "USE_PRODUCTION_METRICS="+value)
		inWatchedBubble(t, value, func(t *testing.T) {
			m, err := compat.FromEnv()
			require.NoError(t, err)
			assert.NoError(t, hasEveryMethod(m))
			m.StartAutomaticCleanup()
			assert.NoError(t, m.StopBackgroundTasks(t.Context()))
		})
	}
}

func TestFromEnvConfigures(t *testing.T) {
	setEnv(t, "METRICS_SAMPLE_RATE=1", "METRICS_BUFFER_SIZE=4321")
	inWatchedBubble(t, "exact", func(t *testing.T) {
		m, err := compat.FromEnv()
		require.NoError(t, err)
		m.RecordMessageSent("a", 2)
		r := m.Report()
		assert.Nil(t, r.Estimates, "every event is sampled")
		assert.Equal(t, 2., r.Latency.AverageSendMS)
		assert.Equal(t, 4321, r.MetaMetrics.BufferSize)
		assert.NoError(t, m.StopBackgroundTasks(t.Context()))
	})

	setEnv(t, "METRICS_ENABLE_META=false")
	inWatchedBubble(t, "no meta", func(t *testing.T) {
		m, err := compat.FromEnv()
		require.NoError(t, err)
		assert.Nil(t, m.Report().MetaMetrics)
		assert.NoError(t, m.StopBackgroundTasks(t.Context()))
	})
}

func TestFromEnvNamesEveryFault(t *testing.T) {
	const choice = `compat: USE_PRODUCTION_METRICS="ajar": want true or false (or 1, 0, yes, no, on, off)`
	const rate = `whit: METRICS_SAMPLE_RATE="often": want a number from 1e-06 to 1, or 0 for counts only`
	const size = `whit: METRICS_BUFFER_SIZE="-1": want a whole number from 1 to 4194304`
	for want, variables := range map[string][]string{
		choice:                             {"USE_PRODUCTION_METRICS=ajar"},
		rate:                               {"METRICS_SAMPLE_RATE=often"},
		rate + "\n" + size:                 {"USE_PRODUCTION_METRICS=true", "METRICS_SAMPLE_RATE=often", "METRICS_BUFFER_SIZE=-1"},
		choice + "\n" + rate + "\n" + size: {"USE_PRODUCTION_METRICS=ajar", "METRICS_SAMPLE_RATE=often", "METRICS_BUFFER_SIZE=-1"},
	} {
		t.Run(strings.Join(variables, " "), func(t *testing.T) {
			setEnv(t, variables...)
			inWatchedBubble(t, "refused", func(t *testing.T) {
				m, err := compat.FromEnv()
				assert.EqualError(t, err, want)
				assert.True(t, m == nil, "an interface that holds a nil pointer is not nil")
			})
		})
	}
}

// What whit.New refuses and whit.ConfigFromEnv does not is an error all the same.
func TestFromEnvReturnsNilWithAnyError(t *testing.T) {
	setEnv(t, "METRICS_SAMPLE_RATE=0", "METRICS_MIN_SAMPLE_RATE=0.5", "METRICS_MAX_SAMPLE_RATE=0.1")
	m, err := compat.FromEnv()
	if err == nil {
		require.NoError(t, m.StopBackgroundTasks(t.Context()))
		t.Skip("no configuration from the environment is refused by New")
	}
	assert.True(t, m == nil, "an interface that holds a nil pointer is not nil")
}
