package aggregate

// detailJSON is what the estimates of a Total are made of: see cumulative, check, values
// and topClients.
type detailJSON struct {
	Samples     uint64     `json:"samples"`
	Covered     number     `json:"covered"`
	Sum         number     `json:"sum"`
	Seen        number     `json:"seen"`
	Min         number     `json:"min"`
	Max         number     `json:"max"`
	Variance    number     `json:"variance"`
	DofSum      number     `json:"dof_sum"`
	Loose       number     `json:"loose"`
	Single      spreadJSON `json:"single"`
	TopSum      number     `json:"top_sum"`
	TopVariance number     `json:"top_variance"`

	Check     checkJSON    `json:"check"`
	Threshold number       `json:"threshold"`
	Heavy     bool         `json:"heavy,omitempty"`
	Exposed   number       `json:"exposed"`
	Values    *values      `json:"values,omitempty"`
	Clients   *clientsJSON `json:"clients,omitempty"`
}

type spreadJSON struct {
	Samples uint64 `json:"samples"`
	Events  number `json:"events"`
	Mean    number `json:"mean"`
	Squares number `json:"squares"`
}

type checkJSON struct {
	Events   number `json:"events"`
	Stood    number `json:"stood"`
	Variance number `json:"variance"`
}

type clientsJSON struct {
	Listed []sketchedJSON `json:"listed"`
	Others number         `json:"others"`
}

type sketchedJSON struct {
	Client  string `json:"client"`
	Samples uint64 `json:"samples"`

	Weight   number `json:"weight"`
	Spread   number `json:"spread"`
	Sum      number `json:"sum"`
	Variance number `json:"variance"`
	Largest  number `json:"largest"`
	Top      number `json:"top"`
	Floor    number `json:"floor"`
}

func (d *detail) toJSON() *detailJSON {
	return &detailJSON{
		d.samples, number(d.covered), number(d.sum), number(d.seen), number(d.min), number(d.max),
		number(d.variance), number(d.dofSum), number(d.loose),
		spreadJSON{d.single.n, number(d.single.w), number(d.single.mean), number(d.single.m2)},
		number(d.topSum), number(d.topVariance),
		checkJSON{number(d.check.events), number(d.check.stood), number(d.check.variance)},
		number(d.threshold), d.heavy, number(d.exposed), d.values, d.clients.toJSON(),
	}
}

func (j *detailJSON) detail() *detail {
	return &detail{
		cumulative: cumulative{
			samples: j.Samples, covered: float64(j.Covered), sum: float64(j.Sum), seen: float64(j.Seen),
			min: float64(j.Min), max: float64(j.Max),
			variance: float64(j.Variance), dofSum: float64(j.DofSum), loose: float64(j.Loose),
			single: spread{j.Single.Samples, float64(j.Single.Events), float64(j.Single.Mean), float64(j.Single.Squares)},
			topSum: float64(j.TopSum), topVariance: float64(j.TopVariance),
		},
		check:     check{float64(j.Check.Events), float64(j.Check.Stood), float64(j.Check.Variance)},
		threshold: float64(j.Threshold), heavy: j.Heavy, exposed: float64(j.Exposed), values: j.Values, clients: j.Clients.topClients(),
	}
}

func (t *topClients) toJSON() *clientsJSON {
	if t == nil {
		return nil
	}
	j := &clientsJSON{Listed: []sketchedJSON{}, Others: number(t.others)}
	for _, c := range t.clients {
		j.Listed = append(j.Listed, sketchedJSON{
			c.name, c.samples, number(c.weight), number(c.spread), number(c.sum), number(c.variance),
			number(c.largest), number(c.top), number(c.floor),
		})
	}
	return j
}

func (j *clientsJSON) topClients() *topClients {
	if j == nil {
		return nil
	}
	t := &topClients{others: float64(j.Others)}
	for _, c := range j.Listed {
		t.clients = append(t.clients, client{
			name: c.Client, samples: c.Samples, weight: float64(c.Weight), spread: float64(c.Spread),
			sum: float64(c.Sum), variance: float64(c.Variance),
			largest: float32(c.Largest), top: float32(c.Top), floor: float32(c.Floor),
		})
	}
	return t
}
