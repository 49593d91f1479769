package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// A shop is the application that is served: some reading, some writing, some that
// fails.
type shop struct{ items []item }

type item struct {
	ID    int      `json:"id"`
	Name  string   `json:"name"`
	Cents int      `json:"cents"`
	Tags  []string `json:"tags,omitempty"`
}

const items = 1000

func newShop() *shop {
	s := &shop{}
	tags := []string{"blue", "heavy", "new", "round", "fragile", "soft"}
	for id := range items {
		s.items = append(s.items, item{id, fmt.Sprintf("thing number %d", id), 100 + id*7%9900, tags[:id%len(tags)]})
	}
	return s
}

func (s *shop) routes() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /items/{id}", s.item)
	mux.HandleFunc("GET /search", s.search)
	mux.HandleFunc("POST /orders", s.order)
	mux.HandleFunc("GET /report/{day}", s.report)
	return mux
}

// item answers with one item.
func (s *shop) item(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	switch {
	case err != nil:
		reply(w, http.StatusBadRequest, "an item has a number")
	case id < 0 || id >= len(s.items):
		reply(w, http.StatusNotFound, "no such item")
	default:
		reply(w, http.StatusOK, s.items[id])
	}
}

// search answers with as many items as are asked for.
func (s *shop) search(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil || n < 0 || n > len(s.items) {
		reply(w, http.StatusBadRequest, "n is a number of items")
		return
	}
	reply(w, http.StatusOK, s.items[:n])
}

// order answers with a receipt.
func (s *shop) order(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<16))
	var order struct{ Items []int }
	if err != nil || json.Unmarshal(body, &order) != nil || len(order.Items) == 0 {
		reply(w, http.StatusBadRequest, "an order has items")
		return
	}
	receipt := sha256.Sum256(body)
	reply(w, http.StatusCreated, hex.EncodeToString(receipt[:]))
}

// report answers with the sales of one day; those of some days cannot be had.
func (s *shop) report(w http.ResponseWriter, r *http.Request) {
	switch day, err := strconv.Atoi(r.PathValue("day")); {
	case err != nil || day < 1 || day > 31:
		reply(w, http.StatusBadRequest, "a day is 1 to 31")
	case day == 13:
		reply(w, http.StatusInternalServerError, "the report is broken")
	case day == 31:
		reply(w, http.StatusServiceUnavailable, "the report is not ready")
	default:
		total := 0
		for i := range s.items {
			total += s.items[i].Cents * (i % day)
		}
		reply(w, http.StatusOK, total)
	}
}

// reply answers in one piece, with its length.
func reply(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // all that is answered can be marshalled
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body) // a client that is gone is nobody's fault here
}
