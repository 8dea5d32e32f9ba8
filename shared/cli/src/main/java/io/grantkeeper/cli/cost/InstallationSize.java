package io.grantkeeper.cli.cost;

/**
 * The size and load of an installation.
 *
 * @param identities the number of identities with access
 * @param decisions the number of decisions per month
 * @param connections the number of connections that are swept
 * @param sweepsPerDay the number of sweeps of each connection per day
 * @param changesPerDay the number of changes per day per 1,000 identities; each change arrives as a webhook, and one in
 *     three becomes an alert
 * @param providerMilliseconds the response time of a provider
 * @param enforced whether a policy is enforced on the inventory; if so, every identity is read every hour
 * @param activitiesPerDay the number of log rows per identity and day
 */
public record InstallationSize(
        long identities,
        long decisions,
        int connections,
        double sweepsPerDay,
        double changesPerDay,
        double providerMilliseconds,
        boolean enforced,
        double activitiesPerDay) {
    static final double DAYS = 30.4;

    double sweeps() {
        return sweepsPerDay * DAYS;
    }

    double changes() {
        return changesPerDay * identities / 1000.0 * DAYS;
    }

    double activities() {
        return activitiesPerDay * identities * DAYS;
    }

    double alerts() {
        return changes() / 3;
    }
}
