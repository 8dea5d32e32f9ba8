package io.grantkeeper.functions.watchactivity;

/**
 * How many alerts about behavior people receive. Below the budget, signals of medium severity alert; when it is spent,
 * only high and critical ones do. No budget keeps a critical signal quiet.
 *
 * @param perWeek the number of alerts in seven days per 1,000 identities; at least one alert is always available
 */
record AlertBudget(int perWeek) {
    /** Returns how many alerts of medium severity a tenant may receive in seven days. */
    long of(long identities) {
        return perWeek == 0 ? 0 : Math.max(1, Math.round(Math.ceil(perWeek * identities / 1_000.0)));
    }
}
