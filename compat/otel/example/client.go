package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// visit has n clients make requests until ctx ends, and returns how many were answered.
func visit(ctx context.Context, base string, n int) (answered int64, err error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: n}}
	defer client.CloseIdleConnections()
	var group sync.WaitGroup
	counts, errs := make([]int64, n), make([]error, n)
	for i := range n {
		group.Go(func() {
			for ctx.Err() == nil && errs[i] == nil {
				path := "/orders"
				if counts[i]%3 == 0 {
					path = "/items"
				}
				if errs[i] = request(client, base+path); errs[i] == nil {
					counts[i]++
				}
			}
		})
	}
	group.Wait()
	<-ctx.Done()
	for i := range n {
		answered += counts[i]
		if errs[i] != nil {
			err = errs[i]
		}
	}
	return answered, err
}

func request(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: status %s: want 200 OK", url, resp.Status)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}
