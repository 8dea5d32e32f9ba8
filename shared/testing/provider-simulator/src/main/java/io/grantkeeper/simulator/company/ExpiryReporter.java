package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports each token once, a week before it expires. */
final class ExpiryReporter {

    private static final Duration WEEK = Duration.ofDays(7);

    private ExpiryReporter() {}

    static void simulate(Company company, Instant startOfDay, List<SimulatedEvent> facts) {
        Instant weekBefore = startOfDay.plus(WEEK);
        Instant weekNow = company.clock().instant().plus(WEEK);
        for (PersonalAccessToken token : company.gitHub().tokens().all()) {
            token.expiresAt()
                    .filter(end -> end.isAfter(weekBefore) && !end.isAfter(weekNow))
                    .ifPresent(end -> facts.add(new SimulatedEvent.TokenNearsExpiry(
                            SimulatedProvider.GITHUB,
                            Long.toString(token.id()),
                            token.name(),
                            token.owner().login(),
                            end)));
        }
    }
}
