package io.grantkeeper.authzen;

import io.grantkeeper.authzen.DecisionPoint.Candidates;
import io.grantkeeper.authzen.DecisionPoint.Session;
import io.grantkeeper.authzen.SearchPageTokens.Position;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The search endpoints (section 8 of the AuthZEN specification): subjects, resources and actions. Every candidate is
 * evaluated by the decision point, so a search returns exactly the results that single evaluations would permit.
 */
final class SearchEndpoint {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RequestLimits limits;
    private final SearchPageTokens tokens;

    SearchEndpoint(RequestLimits limits, SearchPageTokens tokens) {
        this.limits = limits;
        this.tokens = tokens;
    }

    ObjectNode subjects(Supplier<Session> open, AuthZenCaller caller, JsonNode body) {
        AuthZenEntity wanted = AuthZenRequestReader.entityOfType(body.get("subject"), "subject");
        AuthZenRequestReader.Action action = AuthZenRequestReader.action(body.get("action"));
        AuthZenEntity resource = AuthZenRequestReader.entity(body.get("resource"), "resource");
        Search search = search("subject", body);
        Session session = open.get();
        return search.run(
                from -> session.subjects(wanted.type(), from),
                id -> session.permits(request(
                        session, caller, withId(wanted, id), action.name(), action.properties(), resource, search)),
                id -> party(wanted.type(), id));
    }

    ObjectNode resources(Supplier<Session> open, AuthZenCaller caller, JsonNode body) {
        AuthZenEntity subject = AuthZenRequestReader.entity(body.get("subject"), "subject");
        AuthZenRequestReader.Action action = AuthZenRequestReader.action(body.get("action"));
        AuthZenEntity wanted = AuthZenRequestReader.entityOfType(body.get("resource"), "resource");
        Search search = search("resource", body);
        Session session = open.get();
        return search.run(
                from -> session.resources(wanted.type(), from),
                id -> session.permits(request(
                        session, caller, subject, action.name(), action.properties(), withId(wanted, id), search)),
                id -> party(wanted.type(), id));
    }

    ObjectNode actions(Supplier<Session> open, AuthZenCaller caller, JsonNode body) {
        AuthZenEntity subject = AuthZenRequestReader.entity(body.get("subject"), "subject");
        AuthZenEntity resource = AuthZenRequestReader.entity(body.get("resource"), "resource");
        Search search = search("action", body);
        Session session = open.get();
        return search.run(
                _ -> new Candidates(session.actions(resource), Optional.empty()),
                name -> session.permits(request(session, caller, subject, name, Map.of(), resource, search)),
                name -> NODES.objectNode().put("name", name));
    }

    private static AccessRequest request(
            Session session,
            AuthZenCaller caller,
            AuthZenEntity subject,
            String action,
            Map<String, AttributeValue> properties,
            AuthZenEntity resource,
            Search search) {
        return new AccessRequest(
                subject, action, properties, resource, search.context, ActorChain.of(subject, caller), session.now());
    }

    private static AuthZenEntity withId(AuthZenEntity any, String id) {
        return new AuthZenEntity(any.type(), id, any.properties());
    }

    private static ObjectNode party(String type, String id) {
        return NODES.objectNode().put("type", type).put("id", id);
    }

    private Search search(String kind, JsonNode body) {
        Map<String, AttributeValue> context = AuthZenRequestReader.context(body.get("context"));
        String digest = SearchPageTokens.digest(kind, body);
        Optional<JsonNode> page = AuthZenRequestReader.optionalObject(body.get("page"), "page");
        Optional<Integer> limit = page.flatMap(SearchEndpoint::limit);
        Optional<SearchPageTokens.PageToken> resumed = page.flatMap(
                        json -> AuthZenRequestReader.optionalText(json, "token", "page"))
                .filter(token -> !token.isEmpty())
                .map(token -> tokens.read(token, digest));
        if (resumed.isPresent() && limit.isPresent() && resumed.get().limit() != capLimit(limit.get())) {
            throw RequestRejectedException.badRequest(
                    "'page.limit' differs from the limit of the search that 'page.token' belongs to");
        }
        return new Search(
                context,
                digest,
                resumed.map(SearchPageTokens.PageToken::place).orElse(Position.START),
                resumed.map(SearchPageTokens.PageToken::limit).orElseGet(() -> capLimit(limit.orElse(limits.page()))),
                page.isPresent());
    }

    private int capLimit(int limit) {
        return Math.min(limit, limits.page());
    }

    private static Optional<Integer> limit(JsonNode page) {
        JsonNode limit = page.path("limit");
        if (limit.isMissingNode() || limit.isNull()) {
            return Optional.empty();
        }
        if (!limit.isIntegralNumber() || limit.decimalValue().signum() < 0) {
            throw RequestRejectedException.badRequest("'page.limit' must be an integer of 0 or more");
        }
        return Optional.of(limit.canConvertToInt() ? limit.intValue() : Integer.MAX_VALUE);
    }

    /** One search call, which starts at a given position in the list of candidates. */
    private final class Search {
        private final Map<String, AttributeValue> context;
        private final String digest;
        private final Position start;
        private final int limit;
        private final boolean paged;

        Search(Map<String, AttributeValue> context, String digest, Position start, int limit, boolean paged) {
            this.context = context;
            this.digest = digest;
            this.start = start;
            this.limit = limit;
            this.paged = paged;
        }

        /**
         * Runs the search. Looks for one result more than the page can contain, so that a page token always leads to
         * another result or to candidates that have not been evaluated yet.
         */
        ObjectNode run(
                Function<Optional<String>, Candidates> list,
                Predicate<String> permitted,
                Function<String, ObjectNode> result) {
            List<ObjectNode> found = new ArrayList<>();
            Optional<String> slice = start.slice();
            int offset = start.offset();
            int scanned = 0;
            while (true) {
                Candidates candidates = list.apply(slice);
                for (; offset < candidates.ids().size(); offset++) {
                    if (scanned++ == limits.scanned()) {
                        return answer(found, Optional.of(new Position(slice, offset)));
                    }
                    String id = candidates.ids().get(offset);
                    if (permitted.test(id)) {
                        if (found.size() == limit) {
                            return answer(found, Optional.of(new Position(slice, offset)));
                        }
                        found.add(result.apply(id));
                    }
                }
                if (candidates.next().isEmpty()) {
                    return answer(found, Optional.empty());
                }
                slice = candidates.next();
                offset = 0;
            }
        }

        private ObjectNode answer(List<ObjectNode> found, Optional<Position> rest) {
            ObjectNode answer = NODES.objectNode();
            if (paged || rest.isPresent()) {
                ObjectNode page = answer.putObject("page");
                page.put(
                        "next_token",
                        rest.map(place -> tokens.token(digest, limit, place)).orElse(""));
                page.put("count", found.size());
            }
            ArrayNode results = answer.putArray("results");
            found.forEach(results::add);
            return answer;
        }
    }
}
