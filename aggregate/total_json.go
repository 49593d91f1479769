package aggregate

import (
	"encoding/json"
	"time"
)

// listedClients is how many clients stand in the JSON of a Total for people. All are in
// its detail.
const listedClients = 10

type totalJSON struct {
	Name       string       `json:"name"`
	Labels     []Label      `json:"labels,omitempty"`
	Help       string       `json:"help,omitempty"`
	Unit       string       `json:"unit,omitempty"`
	Kind       Kind         `json:"kind"`
	Critical   bool         `json:"critical,omitempty"`
	Count      uint64       `json:"count"`
	Rate       number       `json:"rate"`
	Sampled    uint64       `json:"sampled"`
	Dropped    uint64       `json:"dropped"`
	Rejected   uint64       `json:"rejected"`
	Sum        Estimate     `json:"sum"`
	Mean       Estimate     `json:"mean"`
	Min        number       `json:"min"`
	Max        number       `json:"max"`
	Value      number       `json:"value"`
	Start      time.Time    `json:"start"`
	Updated    time.Time    `json:"updated"`
	TakenAll   uint64       `json:"taken_all"`
	Unreliable string       `json:"unreliable,omitempty"` // why
	Clients    []clientJSON `json:"clients,omitempty"`
	Detail     *detailJSON  `json:"detail,omitempty"`
}

type clientJSON struct {
	Client  string   `json:"client"`
	Count   Estimate `json:"count"`
	Sum     Estimate `json:"sum"`
	Samples uint64   `json:"samples"`
}

// MarshalJSON writes lower_snake keys, and NaN as null. It writes all that Merge and
// the methods of Total need; what follows from that is for people, and is not read back.
func (t Total) MarshalJSON() ([]byte, error) {
	j := totalJSON{
		Name: t.Name, Labels: t.Labels, Help: t.Help, Unit: t.Unit, Kind: t.Kind, Critical: t.Critical,
		Count: t.Count, Rate: number(t.Rate), Sampled: t.Sampled, Dropped: t.Dropped, Rejected: t.Rejected,
		Sum: t.Sum, Mean: t.Mean, Min: number(t.Min), Max: number(t.Max), Value: number(t.Value),
		Start: t.Start, Updated: t.Updated, TakenAll: t.taken,
	}
	_, j.Unreliable = t.Reliable()
	for _, c := range t.TopClients(listedClients) {
		j.Clients = append(j.Clients, clientJSON(c))
	}
	if t.detail != nil {
		j.Detail = t.detail.toJSON()
	}
	return json.Marshal(j)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Total) UnmarshalJSON(text []byte) error {
	var j totalJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	*t = Total{
		Name: j.Name, Labels: j.Labels, Help: j.Help, Unit: j.Unit, Kind: j.Kind, Critical: j.Critical,
		Count: j.Count, Rate: float64(j.Rate), Sampled: j.Sampled, Dropped: j.Dropped, Rejected: j.Rejected,
		Sum: j.Sum, Mean: j.Mean, Min: float64(j.Min), Max: float64(j.Max), Value: float64(j.Value),
		Start: j.Start, Updated: j.Updated, taken: j.TakenAll,
	}
	if j.Detail != nil {
		t.detail = j.Detail.detail()
	}
	return nil
}
