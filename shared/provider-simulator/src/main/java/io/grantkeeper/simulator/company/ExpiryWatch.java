package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says, once for each token, that it ends within a week. */
final class ExpiryWatch {

    private static final Duration WEEK = Duration.ofDays(7);

    private ExpiryWatch() {}

    static void happen(Company company, Instant morning, List<Fact> facts) {
        Instant weekBefore = morning.plus(WEEK);
        Instant weekNow = company.clock().instant().plus(WEEK);
        for (PersonalAccessToken token : company.gitHub().tokens().all()) {
            token.expiresAt()
                    .filter(end -> end.isAfter(weekBefore) && !end.isAfter(weekNow))
                    .ifPresent(end -> facts.add(new Fact.TokenNearsExpiry(
                            Provider.GITHUB,
                            Long.toString(token.id()),
                            token.name(),
                            token.owner().login(),
                            end)));
        }
    }
}
