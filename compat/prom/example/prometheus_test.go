package main_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/api"
	v1 "github.com/prometheus/client_golang/api/prometheus/v1"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// process is a program that ends with the test.
type process struct {
	cmd *exec.Cmd
	out *bufio.Reader
}

// startProcess starts a program, which writes what it has to complain of to log.
func startProcess(t *testing.T, log string, name string, args ...string) *process {
	cmd := exec.Command(name, args...)
	file, err := os.Create(log)
	require.NoError(t, err)
	cmd.Stderr = file
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // an error says that it has ended
		_ = cmd.Wait()
		_ = file.Close()
		if t.Failed() {
			text, _ := os.ReadFile(log)
			t.Logf("%s:\n%s", name, text[max(0, len(text)-4000):])
		}
	})
	return &process{cmd, bufio.NewReader(out)}
}

// startServer starts an instance of the example, and returns its address.
func startServer(t *testing.T, binary, log string) string {
	p := startProcess(t, log, binary, "-addr", "127.0.0.1:0", "-load", "0")
	line, err := p.out.ReadString('\n')
	require.NoError(t, err)
	addr := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "http://"), "/metrics")
	require.NotEmpty(t, addr)
	return addr
}

const scrapeConfig = `
global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs:
- job_name: shop
  static_configs: [{targets: ['%s']}]
`

// prometheus is a running server.
type prometheus struct {
	t *testing.T
	v1.API
}

// startPrometheus starts a server that scrapes these addresses each second.
func startPrometheus(t *testing.T, binary string, targets []string) *prometheus {
	dir := t.TempDir()
	config := filepath.Join(dir, "prometheus.yml")
	require.NoError(t, os.WriteFile(config, fmt.Appendf(nil, scrapeConfig, strings.Join(targets, "', '")), 0o600))
	addr := freeAddr(t)
	startProcess(t, filepath.Join(dir, "log"), binary,
		"--config.file="+config, "--storage.tsdb.path="+filepath.Join(dir, "data"),
		"--web.listen-address="+addr, "--enable-feature=native-histograms,exemplar-storage")
	client, err := api.NewClient(api.Config{Address: "http://" + addr})
	require.NoError(t, err)
	return &prometheus{t, v1.NewAPI(client)}
}

func freeAddr(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

// query returns what an expression came to at that time.
func (p *prometheus) query(expr string, at time.Time) model.Value {
	v, err := p.tryQuery(expr, at)
	require.NoError(p.t, err, expr)
	return v
}

func (p *prometheus) tryQuery(expr string, at time.Time) (model.Value, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	v, _, _, err := p.Query(ctx, expr, at)
	return v, err
}

// number returns what an expression came to, which is one number.
func (p *prometheus) number(expr string, at time.Time) float64 {
	v := p.query(expr, at)
	require.Len(p.t, v, 1, expr)
	return float64(v.(model.Vector)[0].Value)
}

// samples returns the samples of one series, all of them.
func (p *prometheus) samples(series string) *model.SampleStream {
	v := p.query(series+"[1h]", time.Now())
	require.Len(p.t, v, 1, series)
	return v.(model.Matrix)[0]
}
