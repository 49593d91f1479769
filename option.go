package whit

import "github.com/whitmetrics/whit/aggregate"

// MetricOption says more of a metric when it is first asked for.
type MetricOption func(*aggregate.Desc)

// Critical has every event of the metric sampled, whatever the rate, and keeps an
// eighth of each ring free for such events. It is for what is rare and matters:
// each event costs what a sample costs. It has no effect on a gauge, nor under
// Config.CountsOnly.
func Critical() MetricOption { return func(d *aggregate.Desc) { d.Critical = true } }

// Help describes the metric to people, in a sentence.
func Help(text string) MetricOption { return func(d *aggregate.Desc) { d.Help = text } }

// Unit names the unit of the values, such as "bytes". A timer's is always
// "seconds".
func Unit(name string) MetricOption { return func(d *aggregate.Desc) { d.Unit = name } }
