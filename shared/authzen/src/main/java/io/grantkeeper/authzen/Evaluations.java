package io.grantkeeper.authzen;

import io.grantkeeper.authzen.DecisionPoint.Ruling;
import io.grantkeeper.authzen.DecisionPoint.Session;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sections 6 and 7 of the specification: one decision, and several in one call. */
final class Evaluations {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final RequestReader reader;

    Evaluations(RequestReader reader) {
        this.reader = reader;
    }

    ObjectNode one(Supplier<Session> open, Caller caller, JsonNode body) {
        Asked asked = Asked.whole(body);
        var context = RequestReader.context(body.get("context"));
        Session session = open.get();
        return answer(session.decide(asked.in(context, caller, session.now())));
    }

    /** Without items it is a single evaluation. */
    ObjectNode several(Supplier<Session> open, Caller caller, JsonNode body) {
        Semantic semantic = RequestReader.semantic(body);
        List<JsonNode> items = reader.evaluations(body);
        if (items.isEmpty()) {
            return one(open, caller, body);
        }
        requireShapes(body);
        Session session = open.get();
        ArrayNode answers = NODES.arrayNode();
        for (JsonNode item : items) {
            boolean permitted = false;
            try {
                Asked asked = Asked.withDefaults(item, body);
                var context = RequestReader.context(Asked.either(item, body, "context"));
                Ruling ruling = session.decide(asked.in(context, caller, session.now()));
                permitted = ruling.permitted();
                answers.add(answer(ruling));
            } catch (RefusedException e) {
                answers.add(failed(e));
            }
            if (semantic.endsAt(permitted)) {
                break;
            }
        }
        ObjectNode answer = NODES.objectNode();
        answer.set("evaluations", answers);
        return answer;
    }

    /** A default of a wrong type is a mistake of the whole call, even where every item overrides it. */
    private static void requireShapes(JsonNode body) {
        for (String member : List.of("subject", "action", "resource", "context")) {
            var _ = RequestReader.optionalObject(body.get(member), member);
        }
    }

    private static ObjectNode answer(Ruling ruling) {
        ObjectNode answer = NODES.objectNode();
        answer.put("decision", ruling.permitted());
        if (!ruling.context().isEmpty()) {
            answer.set("context", JsonValues.object(ruling.context()));
        }
        return answer;
    }

    /** Errors of one item are decisions, and closed ones (section 7.2.1). */
    private static ObjectNode failed(RefusedException refused) {
        ObjectNode answer = NODES.objectNode();
        answer.put("decision", false);
        ObjectNode error = answer.putObject("context").putObject("error");
        error.put("status", refused.status());
        error.put("message", refused.message());
        return answer;
    }

    /** The four members of a request, before the time is known that it is judged at. */
    record Asked(Party subject, RequestReader.Action action, Party resource) {
        static Asked whole(JsonNode body) {
            return new Asked(
                    RequestReader.party(body.get("subject"), "subject"),
                    RequestReader.action(body.get("action")),
                    RequestReader.party(body.get("resource"), "resource"));
        }

        /** A member that the item has replaces the default as a whole; nothing is mixed. */
        static Asked withDefaults(JsonNode item, JsonNode body) {
            if (!item.isObject()) {
                throw RefusedException.badRequest(
                        "the evaluation is %s; it must be an object".formatted(RequestReader.shape(item)));
            }
            return new Asked(
                    RequestReader.party(either(item, body, "subject"), "subject"),
                    RequestReader.action(either(item, body, "action")),
                    RequestReader.party(either(item, body, "resource"), "resource"));
        }

        private static @Nullable JsonNode either(JsonNode item, JsonNode body, String member) {
            JsonNode own = item.get(member);
            return own == null || own.isNull() ? body.get(member) : own;
        }

        AccessRequest in(Map<String, AttributeValue> context, Caller caller, Instant instant) {
            List<String> chain = ActorChain.of(subject);
            return new AccessRequest(
                    subject,
                    action.name(),
                    action.properties(),
                    resource,
                    context,
                    chain.isEmpty() ? caller.actors() : chain,
                    instant);
        }
    }
}
