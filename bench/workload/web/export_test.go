package web

import (
	"net"
	"net/http"
	"time"

	"context"
)

// Shop is the application, without telemetry.
func Shop() http.Handler { return newShop().routes() }

// Plan is the requests that a client sends.
func Plan(seed uint64) [][]byte { return plan("ann", seed) }

// Ask has a client on conn send its requests until the time is up.
func Ask(ctx context.Context, conn net.Conn, until time.Time) (Truth, error) {
	c := newClient(conn, Plan(1))
	err := c.work(ctx, until)
	return c.seen, err
}
