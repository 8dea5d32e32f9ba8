package io.grantkeeper.local.pdp;

import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.policy.cedar.fixture.CedarFixture;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision point that evaluates a fixture's policies against the fixture's own entities. Decisions are not recorded.
 */
public final class FixtureDecisionPoint implements DecisionPoint {
    private final CedarFixture fixture;
    private final Clock clock;

    public FixtureDecisionPoint(CedarFixture fixture, Clock clock) {
        this.fixture = fixture;
        this.clock = clock;
    }

    @Override
    public Session open(AuthZenCaller caller, Optional<String> requestId) {
        return new FixtureSession(fixture, clock.instant());
    }

    private record FixtureSession(CedarFixture fixture, Instant now) implements Session {
        @Override
        public Ruling decide(AccessRequest request) {
            boolean permitted = permits(request);
            return new Ruling(
                    permitted,
                    permitted
                            ? Map.of()
                            : Map.of("reason", AttributeValue.of("no policy of the fixture permits this")));
        }

        @Override
        public boolean permits(AccessRequest request) {
            return fixture.permits(request);
        }

        @Override
        public Candidates subjects(String type, Optional<String> from) {
            return new Candidates(fixture.ids(type), Optional.empty());
        }

        @Override
        public Candidates resources(String type, Optional<String> from) {
            return subjects(type, from);
        }

        @Override
        public List<String> actions(AuthZenEntity resource) {
            return fixture.actions();
        }
    }
}
