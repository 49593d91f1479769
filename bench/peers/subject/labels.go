package subject

import "fmt"

// Labelled events take turns over these: two labels with four values each.
const combinations = 16

var (
	methods = [combinations]string{}
	routes  = [combinations]string{}
	clients = [combinations]string{} // both in one, where there is one label only
)

func init() {
	for i := range combinations {
		methods[i] = []string{"GET", "PUT", "POST", "DELETE"}[i%4]
		routes[i] = []string{"/", "/cart", "/search", "/orders"}[i/4]
		clients[i] = fmt.Sprintf("%s %s", methods[i], routes[i])
	}
}
