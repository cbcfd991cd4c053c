export const FILTER_TITLES = ['State', 'Connector', 'Lapses within', 'Group by'] as const;
