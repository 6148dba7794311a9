"""Pure rules of sameness: names, events, stories and texts, values in and values out."""
