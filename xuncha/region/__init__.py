"""Above one county: many counties at once, who inspects whom (交叉巡察), specialists lent inside a city."""
