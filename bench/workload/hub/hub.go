package hub

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
)

// A Hub is a server with its clients. It serves for one implementation at a time.
type Hub struct {
	listener net.Listener
	current  atomic.Pointer[tenant]
	serving  sync.WaitGroup
	served   error // why listening ended; once serving has

	clients []*client
}

const maxClients = 200 // a place is a byte, and strangers have one too

// Start starts a hub on a free port of the loopback interface, for so many clients,
// which connect when there is something to do. The caller closes the hub. What the
// clients send depends on nothing but their number.
func Start(clients int) (*Hub, error) {
	if clients < 2 || clients > maxClients {
		return nil, fmt.Errorf("hub: want 2 to %d clients, got %d", maxClients, clients)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &Hub{listener: listener}
	for i := range clients {
		h.clients = append(h.clients, newClient(i, clients))
	}
	h.serving.Go(func() { h.served = h.listen() })
	return h, nil
}

// Address is where the hub listens.
func (h *Hub) Address() string { return h.listener.Addr().String() }

func (h *Hub) listen() error {
	for {
		conn, err := h.listener.Accept()
		if err != nil {
			return err
		}
		h.serving.Go(func() { h.serve(conn) })
	}
}

// Close ends the hub and waits for its goroutines. Nobody is connected between turns.
func (h *Hub) Close() error {
	err := h.listener.Close()
	h.serving.Wait()
	if errors.Is(h.served, net.ErrClosed) {
		return err
	}
	return errors.Join(err, h.served)
}
