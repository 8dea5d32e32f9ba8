package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A decision point with one rule: everyone can read records, and only a record's owner can write it. It has twelve
 * people and twelve records, lists them in slices of five, and stores the requests that it receives.
 */
final class ScriptedDecisionPoint implements DecisionPoint {
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int SLICE = 5;

    final List<AccessRequest> decided = new ArrayList<>();

    @Override
    public Session open(AuthZenCaller caller, Optional<String> requestId) {
        return new Session() {
            @Override
            public Instant now() {
                return NOON;
            }

            @Override
            public Ruling decide(AccessRequest request) {
                decided.add(request);
                if (request.action().equals("explode")) {
                    throw new IllegalStateException("with a secret in it");
                }
                boolean permitted = permits(request);
                return new Ruling(permitted, permitted ? Map.of() : Map.of("reason", AttributeValue.of("not yours")));
            }

            @Override
            public boolean permits(AccessRequest request) {
                boolean known = ids("p").contains(request.subject().id())
                        && ids("r").contains(request.resource().id());
                return known
                        && switch (request.action()) {
                            case "read" -> true;
                            case "write" ->
                                request.subject()
                                                .id()
                                                .substring(1)
                                                .equals(request.resource().id().substring(1))
                                        || AttributeValue.of("owner")
                                                .equals(request.subject()
                                                        .properties()
                                                        .get("role"));
                            default -> false;
                        };
            }

            @Override
            public Candidates subjects(String type, Optional<String> from) {
                return type.equals("person") ? slice(ids("p"), from) : Candidates.none();
            }

            @Override
            public Candidates resources(String type, Optional<String> from) {
                return type.equals("record") ? slice(ids("r"), from) : Candidates.none();
            }

            @Override
            public List<String> actions(AuthZenEntity resource) {
                return List.of("read", "write", "delete");
            }
        };
    }

    private static List<String> ids(String prefix) {
        return IntStream.rangeClosed(1, 12).mapToObj(i -> prefix + i).toList();
    }

    private static Candidates slice(List<String> all, Optional<String> from) {
        int start = from.map(Integer::parseInt).orElse(0);
        int end = Math.min(all.size(), start + SLICE);
        return new Candidates(
                all.subList(start, end), end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }
}
