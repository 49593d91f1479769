package web

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// planLength is how many requests a client has made up. It is long enough for
// errors, which are rare, to be among them.
const planLength = 1024

// plan makes up the requests of one client, ready to be sent.
func plan(name string, seed uint64) [][]byte {
	rng := rand.New(rand.NewPCG(seed, 3))
	requests := make([][]byte, planLength)
	for i := range requests {
		method, path, body := choose(rng)
		head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: shop.test\r\nX-Client: %s\r\n", method, path, name)
		if method == "POST" {
			head += fmt.Sprintf("Content-Type: application/json\r\nContent-Length: %d\r\n", len(body))
		}
		requests[i] = []byte(head + "\r\n" + body)
	}
	return requests
}

// choose makes up one request: two thirds ask for an item, a few of which do not
// exist; one in 400 meets an error of the server's.
func choose(rng *rand.Rand) (method, path, body string) {
	switch p := rng.Float64(); {
	case p < 0.02:
		return "GET", fmt.Sprintf("/items/%d", items+rng.IntN(items)), ""
	case p < 0.66:
		return "GET", fmt.Sprintf("/items/%d", rng.IntN(items)), ""
	case p < 0.84:
		n := min(math.Exp(1.5+rng.NormFloat64()), 100) // a few are long
		return "GET", fmt.Sprintf("/search?n=%d", int(n)), ""
	case p < 0.85:
		return "POST", "/orders", `{"items":[]}`
	case p < 0.96:
		return "POST", "/orders", fmt.Sprintf(`{"items":[%d,%d]}`, rng.IntN(items), rng.IntN(items))
	default:
		return "GET", fmt.Sprintf("/report/%d", 1+rng.IntN(31)), ""
	}
}
