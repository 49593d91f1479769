package subject

import "fmt"

// Labelled events take turns over these: two labels with four values each.
const combinations = 16

var (
	methods = [combinations]string{}
	routes  = [combinations]string{}
	both    = [combinations]string{} // in one, where there is one label only
	codes   = [combinations]string{} // a third, which follows from the others
)

func init() {
	for i := range combinations {
		methods[i] = []string{"GET", "PUT", "POST", "DELETE"}[i%4]
		routes[i] = []string{"/", "/cart", "/search", "/orders"}[i/4]
		both[i] = fmt.Sprintf("%s %s", methods[i], routes[i])
		codes[i] = []string{"200", "404", "500"}[i%3]
	}
}
