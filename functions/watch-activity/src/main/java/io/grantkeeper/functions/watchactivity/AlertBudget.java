package io.grantkeeper.functions.watchactivity;

/**
 * The budget for alerts about behavior. Until the budget is spent, signals of medium severity cause alerts; afterward,
 * only high and critical signals do. No budget suppresses a critical signal.
 *
 * @param perWeek the number of alerts in seven days per 1,000 identities; at least one alert is always available
 */
record AlertBudget(int perWeek) {
    /** Returns the number of medium-severity alerts that a tenant may receive in seven days. */
    long of(long identities) {
        return perWeek == 0 ? 0 : Math.max(1, Math.round(Math.ceil(perWeek * identities / 1_000.0)));
    }
}
