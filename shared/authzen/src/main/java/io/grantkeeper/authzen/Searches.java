package io.grantkeeper.authzen;

import io.grantkeeper.authzen.DecisionPoint.Candidates;
import io.grantkeeper.authzen.DecisionPoint.Session;
import io.grantkeeper.authzen.PageTokens.Place;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
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
 * Section 8 of the specification: who may, what it may be done to, and what may be done. Every result is found by asking
 * for the decision itself, so a search never says more, or less, than an evaluation would.
 */
final class Searches {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Limits limits;
    private final PageTokens tokens;

    Searches(Limits limits, PageTokens tokens) {
        this.limits = limits;
        this.tokens = tokens;
    }

    ObjectNode subjects(Supplier<Session> open, Caller caller, JsonNode body) {
        Party wanted = RequestReader.anyOf(body.get("subject"), "subject");
        RequestReader.Action action = RequestReader.action(body.get("action"));
        Party resource = RequestReader.party(body.get("resource"), "resource");
        Search search = search("subject", body);
        Session session = open.get();
        return search.run(
                from -> session.subjects(wanted.type(), from),
                id -> session.permits(request(
                        session, caller, named(wanted, id), action.name(), action.properties(), resource, search)),
                id -> party(wanted.type(), id));
    }

    ObjectNode resources(Supplier<Session> open, Caller caller, JsonNode body) {
        Party subject = RequestReader.party(body.get("subject"), "subject");
        RequestReader.Action action = RequestReader.action(body.get("action"));
        Party wanted = RequestReader.anyOf(body.get("resource"), "resource");
        Search search = search("resource", body);
        Session session = open.get();
        return search.run(
                from -> session.resources(wanted.type(), from),
                id -> session.permits(request(
                        session, caller, subject, action.name(), action.properties(), named(wanted, id), search)),
                id -> party(wanted.type(), id));
    }

    ObjectNode actions(Supplier<Session> open, Caller caller, JsonNode body) {
        Party subject = RequestReader.party(body.get("subject"), "subject");
        Party resource = RequestReader.party(body.get("resource"), "resource");
        Search search = search("action", body);
        Session session = open.get();
        return search.run(
                _ -> new Candidates(session.actions(resource), Optional.empty()),
                name -> session.permits(request(session, caller, subject, name, Map.of(), resource, search)),
                name -> NODES.objectNode().put("name", name));
    }

    private static AccessRequest request(
            Session session,
            Caller caller,
            Party subject,
            String action,
            Map<String, AttributeValue> properties,
            Party resource,
            Search search) {
        List<String> chain = ActorChain.of(subject);
        return new AccessRequest(
                subject,
                action,
                properties,
                resource,
                search.context,
                chain.isEmpty() ? caller.actors() : chain,
                session.now());
    }

    private static Party named(Party any, String id) {
        return new Party(any.type(), id, any.properties());
    }

    private static ObjectNode party(String type, String id) {
        return NODES.objectNode().put("type", type).put("id", id);
    }

    private Search search(String kind, JsonNode body) {
        Map<String, AttributeValue> context = RequestReader.context(body.get("context"));
        String digest = PageTokens.digest(kind, body);
        Optional<JsonNode> page = RequestReader.optionalObject(body.get("page"), "page");
        Optional<Integer> limit = page.flatMap(Searches::limit);
        Optional<PageTokens.Resumed> resumed = page.flatMap(json -> RequestReader.optionalText(json, "token", "page"))
                .filter(token -> !token.isEmpty())
                .map(token -> tokens.read(token, digest));
        if (resumed.isPresent() && limit.isPresent() && resumed.get().limit() != capped(limit.get())) {
            throw RefusedException.badRequest(
                    "'page.limit' is another than in the search that 'page.token' belongs to");
        }
        return new Search(
                context,
                digest,
                resumed.map(PageTokens.Resumed::place).orElse(Place.START),
                resumed.map(PageTokens.Resumed::limit).orElseGet(() -> capped(limit.orElse(limits.page()))),
                page.isPresent());
    }

    private int capped(int limit) {
        return Math.min(limit, limits.page());
    }

    private static Optional<Integer> limit(JsonNode page) {
        JsonNode limit = page.path("limit");
        if (limit.isMissingNode() || limit.isNull()) {
            return Optional.empty();
        }
        if (!limit.isIntegralNumber() || limit.decimalValue().signum() < 0) {
            throw RefusedException.badRequest("'page.limit' must be a whole number, zero or more");
        }
        return Optional.of(limit.canConvertToInt() ? limit.intValue() : Integer.MAX_VALUE);
    }

    /** One search from one place on. */
    private final class Search {
        private final Map<String, AttributeValue> context;
        private final String digest;
        private final Place start;
        private final int limit;
        private final boolean paged;

        Search(Map<String, AttributeValue> context, String digest, Place start, int limit, boolean paged) {
            this.context = context;
            this.digest = digest;
            this.start = start;
            this.limit = limit;
            this.paged = paged;
        }

        /** Looks one result further than it hands out, so that a token always leads to something or to unseen ground. */
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
                        return answer(found, Optional.of(new Place(slice, offset)));
                    }
                    String id = candidates.ids().get(offset);
                    if (permitted.test(id)) {
                        if (found.size() == limit) {
                            return answer(found, Optional.of(new Place(slice, offset)));
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

        private ObjectNode answer(List<ObjectNode> found, Optional<Place> rest) {
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
