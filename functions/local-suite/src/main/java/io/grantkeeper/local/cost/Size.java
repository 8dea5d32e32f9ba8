package io.grantkeeper.local.cost;

/**
 * How large an installation is, and how busy.
 *
 * @param identities that hold access
 * @param decisions a month
 * @param connections that are swept
 * @param sweepsPerDay of each connection
 * @param changesPerDay of a thousand identities: each is heard as a webhook, and one in three becomes an alert
 * @param providerMilliseconds how long a provider takes for one answer
 * @param enforced whether a policy is enforced outside of requests: then everything is looked at every hour
 */
public record Size(
        long identities,
        long decisions,
        int connections,
        double sweepsPerDay,
        double changesPerDay,
        double providerMilliseconds,
        boolean enforced) {
    static final double DAYS = 30.4;

    double sweeps() {
        return sweepsPerDay * DAYS;
    }

    double changes() {
        return changesPerDay * identities / 1000.0 * DAYS;
    }

    double alerts() {
        return changes() / 3;
    }
}
