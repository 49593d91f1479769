package background

var MeasureIdleOf = measureIdle
